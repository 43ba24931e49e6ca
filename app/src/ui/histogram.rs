//! Bars of equal width, drawn as SVG geometry: the same on server and browser, and without a `style` attribute.

use leptos::prelude::*;

/// Width of a bar and the gap after it, in the picture's own units.
const BAR: f64 = 10.0;
/// Height of the picture in its own units.
const HEIGHT: f64 = 48.0;

/// Bars for `counts`; those below `from` (in bars, may be a fraction) are dimmed. `label` says it in words.
#[component]
pub fn Bars(counts: Signal<Vec<u32>>, from: Signal<Option<f64>>, label: Signal<String>) -> impl IntoView {
    let size = counts.with_untracked(Vec::len);
    let most = Memo::new(move |_| counts.with(|c| c.iter().copied().max().unwrap_or(0).max(1)));
    let bar = move |i: usize| {
        let height = Memo::new(move |_| {
            let n = counts.with(|c| c.get(i).copied().unwrap_or(0));
            // A bar that is there can be seen, however small.
            let tall = f64::from(n) / f64::from(most.get()) * HEIGHT;
            if n == 0 { 0.0 } else { tall.max(1.0) }
        });
        let dim = move || from.get().is_some_and(|from| (i as f64 + 1.0) <= from);
        view! {
            <rect
                x=(i as f64 * BAR).to_string()
                width=(BAR - 1.0).to_string()
                y=move || format!("{:.1}", HEIGHT - height.get())
                height=move || format!("{:.1}", height.get())
                class:dim=dim
            />
        }
    };
    view! {
        <svg
            class="bars"
            viewBox=format!("0 0 {} {HEIGHT}", size as f64 * BAR)
            preserveAspectRatio="none"
            role="img"
            aria-label=move || label.get()
        >
            {(0..size).map(bar).collect_view()}
        </svg>
    }
}
