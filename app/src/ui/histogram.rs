//! Bars of equal width, drawn as SVG geometry: the same on server and browser, and without a `style` attribute.

use super::live::text;
use leptos::prelude::*;

/// Width of a bar and the gap after it, in the picture's own units.
const BAR: u32 = 10;
/// Height of the picture in its own units.
const HEIGHT: u32 = 480;
/// The least height of a bar that is there: it can be seen, however small.
const LEAST: u32 = 10;

/// Bars for `counts`, the first `dim` of them dimmed. `label` says it in words.
#[component]
pub fn Bars(
    /// Heights.
    counts: Signal<Vec<u32>>,
    /// How many are dimmed.
    dim: Signal<u32>,
    /// In words.
    label: Signal<String>,
) -> impl IntoView {
    let size = counts.with_untracked(Vec::len) as u32;
    let bars = move |dimmed: bool| text(move || counts.with(|c| outline(c, |i| (i < dim.get()) == dimmed)));
    view! {
        <svg
            class="bars"
            viewBox=format!("0 0 {} {HEIGHT}", size * BAR)
            preserveAspectRatio="none"
            role="img"
            aria-label=label
        >
            <path class="dim" d=bars(true) />
            <path d=bars(false) />
        </svg>
    }
}

/// The outline of those bars that are `wanted`, each a rectangle on the ground line.
fn outline(counts: &[u32], wanted: impl Fn(u32) -> bool) -> String {
    let most = u64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    let mut out = String::new();
    for (&n, i) in counts.iter().zip(0..).filter(|&(&n, i)| n > 0 && wanted(i)) {
        let tall = ((u64::from(n) * u64::from(HEIGHT) / most) as u32).max(LEAST);
        out.push_str(&format!("M{} {HEIGHT}v-{tall}h{}v{tall}z", i * BAR, BAR - 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_the_ground() {
        assert_eq!(outline(&[0, 50, 100], |_| true), "M10 480v-240h9v240zM20 480v-480h9v480z");
        assert_eq!(outline(&[1, 100_000], |i| i == 0), "M0 480v-10h9v10z");
        assert_eq!(outline(&[], |_| true), "");
    }
}
