//! The pay filter: a histogram with a threshold, the same as a number, and what becomes of roles that state none.

use catalog::money::Currency;
use catalog::query::PayFilter;
use leptos::prelude::*;

use super::search::{Search, Trail};
use crate::ui::format;
use crate::ui::histogram::Bars;
use crate::ui::live::{flag, text};

/// Currencies offered; any other of the query is added.
const OFFERED: [&str; 8] = ["EUR", "USD", "GBP", "CHF", "CAD", "INR", "SGD", "AUD"];

/// See the module.
#[component]
pub fn Pay() -> impl IntoView {
    let search = expect_context::<Search>();
    let histogram = Memo::new(move |_| search.results.with(|r| r.histogram.clone()));
    let salary = Memo::new(move |_| search.query.with(|q| q.salary));
    let currency = Memo::new(move |_| search.query.with(|q| q.currency.unwrap_or(Currency::EUR)));
    let set = move |amount: u32, trail| {
        search.change(
            |q| {
                q.salary = (amount > 0).then_some(amount);
                if q.salary.is_none() && q.pay == PayFilter::Any {
                    q.pay = PayFilter::Default;
                }
            },
            trail,
        );
    };
    let width = move || histogram.with(|h| h.width);
    let last = move || histogram.with(|h| h.counts.len().saturating_sub(1) as u32 * h.width);
    let kept = move || salary.get_untracked().map_or_else(String::new, |s| s.to_string());
    let in_words = move || match salary.get() {
        Some(amount) => format!("{} or more a year", format::amount(f64::from(amount), currency.get())),
        None => "any amount".to_owned(),
    };
    view! {
        <fieldset class="facet pay" data-facet="pay">
            <legend>"Pay a year"</legend>
            <Bars
                counts=Signal::derive(move || histogram.with(|h| h.counts.clone()))
                dim=Signal::derive(move || salary.get().unwrap_or(0) / width().max(1))
                label=Signal::derive(move || histogram.with(summary))
            />
            <input
                class="threshold"
                type="range"
                min="0"
                max=text(move || last().to_string())
                step=text(move || width().to_string())
                value=salary.get_untracked().unwrap_or(0).to_string()
                prop:value=text(move || salary.get().unwrap_or(0).to_string())
                aria-label="Least yearly pay"
                aria-valuetext=text(in_words)
                on:input:target=move |ev| set(ev.target().value().parse().unwrap_or(0), Trail::None)
                on:change:target=move |ev| set(ev.target().value().parse().unwrap_or(0), Trail::Push)
            />
            <div class="amount">
                <label>
                    <span>"at least"</span>
                    <input
                        type="number"
                        name="salary"
                        form="search"
                        min="0"
                        step="any"
                        inputmode="numeric"
                        placeholder="any"
                        value=salary.get_untracked().map(|s| s.to_string())
                        prop:value=text(move || salary.get().map(|s| s.to_string()).unwrap_or_default())
                        on:change:target=move |ev| match amount(ev.target().value_as_number()) {
                            Some(amount) => set(amount, Trail::Push),
                            // What is no amount changes nothing, and the box says so.
                            None => ev.target().set_value(&kept()),
                        }
                    />
                </label>
                <CurrencyChoice currency />
            </div>
            <Unstated />
        </fieldset>
    }
}

/// A yearly amount as the browser read it, rounded; nothing is 0: no filter. (Reading a decimal here would cost the browser
/// fourteen kilobytes.)
fn amount(typed: f64) -> Option<u32> {
    if typed.is_nan() {
        return Some(0);
    }
    (typed >= 0.0 && typed <= f64::from(u32::MAX)).then(|| typed.round() as u32)
}

/// The histogram for those who do not see it.
fn summary(h: &super::model::Histogram) -> String {
    let n: u32 = h.counts.iter().sum();
    let most = h.counts.iter().enumerate().max_by_key(|(_, n)| **n).map_or(0, |(i, _)| i as u32);
    let amount = |bar: u32| {
        format::amount(f64::from(bar * h.width), Currency::parse(&h.currency).unwrap_or(Currency::EUR))
    };
    format!(
        "Roles by pay: {} state it, most between {} and {}",
        format::count(n),
        amount(most),
        amount(most + 1)
    )
}

/// The currency of the amount and of the histogram.
#[component]
fn CurrencyChoice(currency: Memo<Currency>) -> impl IntoView {
    let search = expect_context::<Search>();
    let now = currency.get_untracked();
    let mut offered: Vec<String> = OFFERED.iter().map(|c| (*c).to_owned()).collect();
    if !offered.iter().any(|c| c == now.code()) {
        offered.push(now.code().to_owned());
    }
    let choose = move |code: String| {
        let chosen = Currency::parse(&code).filter(|c| *c != Currency::EUR);
        search.change(|q| q.currency = chosen, Trail::Push);
    };
    view! {
        <select
            name="currency"
            form="search"
            aria-label="Currency"
            prop:value=text(move || currency.get().code().to_owned())
            on:change:target=move |ev| choose(ev.target().value())
        >
            {offered
                .into_iter()
                .map(|code| view! { <option value=code.clone() selected=code == now.code()>{code.clone()}</option> })
                .collect_view()}
        </select>
    }
}

/// What becomes of roles that state no pay: beside an amount they may be kept, without one they may be left out.
#[component]
fn Unstated() -> impl IntoView {
    let search = expect_context::<Search>();
    let with_amount = Memo::new(move |_| search.query.with(|q| q.salary.is_some()));
    let pay = Memo::new(move |_| search.query.with(|q| q.pay));
    let unstated = move || search.results.with(|r| format::count(r.unstated));
    let stated = move || search.results.with(|r| format::count(r.stated));
    let choice = move || if with_amount.get() { PayFilter::Any } else { PayFilter::Stated };
    let chosen = move || pay.get() == choice();
    view! {
        <label class="unstated">
            <input
                type="checkbox"
                name="pay"
                form="search"
                value=text(move || if with_amount.get() { "any" } else { "stated" })
                checked=untrack(chosen)
                prop:checked=flag(chosen)
                on:change=move |_| {
                    let pay = untrack(|| if chosen() { PayFilter::Default } else { choice() });
                    search.change(|q| q.pay = pay, Trail::Push);
                }
            />
            <span class="name">
                {text(move || if with_amount.get() { "also where none is stated" } else { "only where it is stated" })}
            </span>
            <span class="count">{text(move || if with_amount.get() { unstated() } else { stated() })}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_typed() {
        let check = |typed: f64, expected: Option<u32>| assert_eq!(amount(typed), expected, "{typed}");
        check(95_500.0, Some(95_500));
        check(99_999.5, Some(100_000));
        check(f64::NAN, Some(0));
        check(-5.0, None);
        check(1e99, None);
    }
}
