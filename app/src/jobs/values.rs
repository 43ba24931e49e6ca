//! A facet's values: ticks, names and counts.
//!
//! One effect for the whole list, as a click changes sixty counts: an effect for each would cost more than the answer. The
//! list is one string of HTML at first, and is then brought to each answer in place, so that what stays keeps the focus.

use catalog::schema::Facet;
use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::model::ValueCount;
use super::search::Search;
use crate::ui::format;
use crate::ui::html::escape;
use crate::ui::live::text;

/// Values that can be ticked, with bars that compare them: one picture for all, as a change moves every bar.
#[component]
pub fn Values(facet: Facet, #[prop(into)] values: Signal<Vec<ValueCount>>) -> impl IntoView {
    let search = expect_context::<Search>();
    let first = values.get_untracked();
    let html = first.iter().map(|v| item(facet, v)).collect::<String>();
    let shown = StoredValue::new(first);
    let list = NodeRef::<Ul>::new();
    Effect::new(move |before: Option<()>| {
        let Some(list) = list.get() else { return };
        values.with(|now| shown.update_value(|shown| patch(&list, facet, shown, now, before.is_none())));
    });
    let tick = move |ev: leptos::ev::Event| {
        let slug = event_target_value(&ev);
        search.toggle(facet, &slug);
        keep_focus(facet, slug);
    };
    let size = Memo::new(move |_| values.with(Vec::len));
    view! {
        <div class="values">
            <svg
                class="shares"
                viewBox=text(move || format!("0 0 100 {}", size.get() * SHARE))
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path d=text(move || values.with(|vs| shares(vs))) />
            </svg>
            <ul node_ref=list inner_html=html on:change=tick></ul>
        </div>
    }
}

/// Height of a value in the picture's own units, of which its bar takes the last two.
const SHARE: usize = 26;

/// A bar on the ground of each value, as wide as its share of the most frequent one.
fn shares(values: &[ValueCount]) -> String {
    let most = u64::from(values.iter().map(|v| v.count).max().unwrap_or(0).max(1));
    let mut out = String::new();
    for (v, i) in values.iter().zip(1..).filter(|(v, _)| v.count > 0) {
        let wide = (u64::from(v.count) * 100 / most).max(1);
        out.push_str(&format!("M0 {}h{wide}v2h-{wide}z", i * SHARE - 2));
    }
    out
}

/// One value as HTML: [`update`] relies on its shape.
fn item(facet: Facet, v: &ValueCount) -> String {
    format!(
        "<li><label><input type=\"checkbox\" name=\"{}\" value=\"{}\" form=\"search\"{}><span class=\"{}\">{}</span><span class=\"count\">{}</span></label></li>",
        facet.name(),
        escape(&v.slug),
        if v.selected { " checked" } else { "" },
        name_class(v),
        escape(&v.label),
        format::count(v.count),
    )
}

fn name_class(v: &ValueCount) -> &'static str {
    if v.count == 0 { "name none" } else { "name" }
}

/// Brings the list from what it shows to what it should show: items that stay are moved, not made.
fn patch(list: &Element, facet: Facet, shown: &mut Vec<ValueCount>, now: &[ValueCount], all: bool) {
    let mut at = list.first_element_child();
    for (i, value) in now.iter().enumerate() {
        let found = shown.iter().skip(i).position(|s| s.slug == value.slug);
        let li = match (found, at.take()) {
            (Some(0), Some(li)) => li,
            (Some(n), Some(here)) => {
                let there = (0..n).try_fold(here.clone(), |li, _| li.next_element_sibling());
                let li = there.unwrap_or_else(|| here.clone());
                _ = list.insert_before(&li, Some(&here));
                shown[i..=i + n].rotate_right(1);
                li
            }
            (_, here) => {
                let html = item(facet, value);
                let (beside, place) = here.as_ref().map_or((list, "beforeend"), |here| (here, "beforebegin"));
                _ = beside.insert_adjacent_html(place, &html);
                shown.insert(i, value.clone());
                at = here;
                continue;
            }
        };
        update(&li, &shown[i], value, all);
        at = li.next_element_sibling();
    }
    for _ in now.len()..shown.len() {
        list.last_element_child().inspect(Element::remove);
    }
    *shown = now.to_vec();
}

/// Writes what differs into an item of [`item`]'s shape. Its tick is a person's to change, or a browser's that restores a form:
/// `all` writes it in any case.
fn update(li: &Element, before: &ValueCount, now: &ValueCount, all: bool) {
    let Some(label) = li.first_element_child() else { return };
    if all || before.selected != now.selected {
        let input = label.first_element_child().and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
        input.inspect(|input| input.set_checked(now.selected));
    }
    let Some(count) = label.last_element_child().filter(|_| before.count != now.count) else { return };
    count.first_child().inspect(|text| text.set_node_value(Some(&format::count(now.count))));
    if (before.count == 0) != (now.count == 0) {
        count.previous_element_sibling().inspect(|name| name.set_class_name(name_class(now)));
    }
}

/// A ticked value moves to the top of its facet, which takes the focus off it: it gets the focus back.
fn keep_focus(facet: Facet, slug: String) {
    request_animation_frame(move || {
        let at_rest = document().active_element().is_none_or(|e| e.tag_name() == "BODY");
        let selector = format!("input[name='{}'][value='{}']", facet.name(), slug);
        if at_rest && let Ok(Some(input)) = document().query_selector(&selector) {
            let input: web_sys::HtmlElement = input.unchecked_into();
            _ = input.focus();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_text() {
        let evil = "\"><img src=x>".to_owned();
        let value = ValueCount { slug: evil.clone(), label: evil, count: 1_234, selected: true };
        let html = item(Facet::City, &value);
        assert!(!html.contains("<img") && html.contains(" checked>") && html.contains(">1,234<"), "{html}");
    }
}
