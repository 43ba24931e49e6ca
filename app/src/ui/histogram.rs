//! Bars of equal width, drawn as SVG geometry: the same on server and browser, and without a `style` attribute.

use super::live::{flag, text};
use leptos::prelude::*;

/// Width of a bar and the gap after it, in the picture's own units.
const BAR: u32 = 10;
/// Height of the picture in its own units.
const HEIGHT: u32 = 480;
/// The least height of a bar that is there: it can be seen, however small.
const LEAST: u32 = 10;

/// Bars for `counts`, the first `dim` of them dimmed. `label` says it in words.
#[component]
pub fn Bars(counts: Signal<Vec<u32>>, dim: Signal<u32>, label: Signal<String>) -> impl IntoView {
    let size = counts.with_untracked(Vec::len) as u32;
    let most = Memo::new(move |_| counts.with(|c| c.iter().copied().max().unwrap_or(0).max(1)));
    let bar = move |i: u32| {
        let height = Memo::new(move |_| {
            let n = counts.with(|c| c.get(i as usize).copied().unwrap_or(0));
            let tall = u64::from(n) * u64::from(HEIGHT) / u64::from(most.get());
            if n == 0 { 0 } else { (tall as u32).max(LEAST) }
        });
        view! {
            <rect
                x=(i * BAR).to_string()
                width=(BAR - 1).to_string()
                y=text(move || (HEIGHT - height.get()).to_string())
                height=text(move || height.get().to_string())
                class:dim=flag(move || i < dim.get())
            />
        }
    };
    view! {
        <svg
            class="bars"
            viewBox=format!("0 0 {} {HEIGHT}", size * BAR)
            preserveAspectRatio="none"
            role="img"
            aria-label=label
        >
            {(0..size).map(bar).collect_view()}
        </svg>
    }
}
