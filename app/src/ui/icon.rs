//! The site's few signs, as SVG in the text's colour.

use leptos::prelude::*;

/// A sign of 16 × 16, hidden from screen readers: what carries it has words.
#[component]
pub fn Icon(
    /// Its outline, as an SVG path.
    path: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// The same for a part of the page that is one string.
pub fn html(path: &str) -> String {
    format!(
        "<svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"
    )
}

/// A magnifying glass.
pub const SEARCH: &str = "M7 12.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM11 11l3.5 3.5";
/// A cross.
pub const CLOSE: &str = "M3.5 3.5l9 9M12.5 3.5l-9 9";
/// Two links of a chain.
pub const LINK: &str =
    "M6.5 9.5l3-3M7 4.5l1.2-1.2a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5l-1.2 1.2a2.8 2.8 0 0 1-4-4L5 7.5";
/// Three lines that narrow.
pub const FILTER: &str = "M2 4h12M4.5 8h7M6.5 12h3";
/// An arrow out of a box.
pub const OUT: &str = "M9 2.5h4.5V7M13.5 2.5L7.5 8.5M11 9.5v4H2.5V5h4";
/// A half-filled circle.
pub const THEME: &str = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 1.5v13M8 5l4-2M8 9l6-3M8 13l5.5-3";
