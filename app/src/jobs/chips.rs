//! The active filters, each with a way to take it out.

use leptos::prelude::*;

use super::model::Filter;
use super::search::Search;
use crate::ui::html::escape;
use crate::ui::icon;
use crate::ui::live::text;

/// See the module.
#[component]
pub fn Chips() -> impl IntoView {
    let search = expect_context::<Search>();
    let chips = text(move || search.results.with(|r| r.filters.iter().map(chip).collect::<String>()));
    view! {
        <ul class="chips" aria-label="Active filters" inner_html=chips on:click=move |ev| search.take(&ev)></ul>
    }
}

fn chip(filter: &Filter) -> String {
    let (label, without) = (escape(&filter.label), escape(&filter.without));
    format!(
        "<li><a href=\"/jobs?{without}\" aria-label=\"Remove filter: {label}\">{label}{}</a></li>",
        icon::html(icon::CLOSE)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_text() {
        let chip = chip(&Filter { label: "“<b>”".into(), without: "q=a&sort=\"".into() });
        assert!(!chip.contains("<b>") && chip.contains("/jobs?q=a&amp;sort=&quot;\""), "{chip}");
    }
}
