//! The about page.

use leptos::prelude::*;
use leptos_meta::Title;
use wasm_split_helpers::wasm_split;

use crate::lazy::{Lazy, Loaded};
use crate::page::Page;

/// The route.
pub const ABOUT: Lazy =
    Lazy { name: "about", path: "/about", load: || Box::pin(load()), page: || Box::pin(page()) };

#[wasm_split(about, fallible, preload(load))]
fn page() -> Loaded {
    let rates = expect_context::<Page>().rates;
    // The bank's are of a day, those of the bundled table of a month.
    let rates = if rates.len() > "2026-11".len() {
        format!("European Central Bank, reference rates of {rates}")
    } else {
        format!(
            "Board of Governors of the US Federal Reserve System (H.10 / G.5), public domain; means of {rates}"
        )
    };
    let page = view! {
        <Title text="About" />
        <main class="prose about">
            <h1>"About"</h1>
            <p>
                "Code Deck reads the public job feeds that companies publish, turns each posting into the same few facts, and lets you filter all of them in your browser. It keeps nothing about you: no account, no cookie, no tracking."
            </p>
            <h2>"What a role is"</h2>
            <p>
                "A role is a posting that its employer’s feed lists today. When a feed no longer lists it, it is closed here too; a feed that fails or is cut short closes nothing. Postings outside technology are read but not listed."
            </p>
            <h2>"How facts are derived"</h2>
            <p>
                "Category, level, place, workplace, pay, skills and visa come from the feed’s structured fields where it has them, else from the words of the title and the text. Each fact on a role’s page says which field and which words it came from. Where nothing says it, the value is “not stated”: it is counted like any other, and a filter never drops such roles without showing how many they are."
            </p>
            <dl>
                <dt>"Level"</dt>
                <dd>
                    "The title decides. Without a marker there, the years of experience that the text asks for: 0–1 junior, 2–4 mid, 5 or more senior."
                </dd>
                <dt>"Pay"</dt>
                <dd>
                    "What the posting states: never a guess. A bonus, equity, on-target earnings or a sum that a company raised is not pay. A year has 2,080 hours, 260 days, 52 weeks and 12 months. The filter keeps a role whose stated top is at least your amount."
                </dd>
                <dt>"Age"</dt>
                <dd>
                    "Counted from when the employer first published the role, or from when it was first seen here. An edit does not make a role new."
                </dd>
                <dt>"Counts"</dt>
                <dd>
                    "All counts are exact. The number beside a value says how many roles you would see with that value alone chosen in its group; skills narrow: each further skill is asked for as well."
                </dd>
            </dl>
            <h2>"Sample data"</h2>
            <p>
                "A site without any board enabled shows a generated catalogue of companies that do not exist, so that everything can be tried. It is marked on every page and never mixed with real roles."
            </p>
            <h2>"Data and licences"</h2>
            <ul>
                <li>
                    "Places: "<a href="https://www.geonames.org/" rel="noopener external">"GeoNames"</a>", "
                    <a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener external">"CC BY 4.0"</a>
                    ", reduced to cities of 15,000 inhabitants or more."
                </li>
                <li>"Exchange rates: "{rates}"."</li>
                <li>
                    "Purchasing power: "<a href="https://data.worldbank.org/" rel="noopener external">"World Bank"</a>", conversion factors for GDP of 2024 (of twelve countries 2021 to 2023), CC BY 4.0."
                </li>
                <li>
                    "Postings: their employers’. Each role links to its source, and names the board that lists it where that is not the employer’s own."
                </li>
            </ul>
        </main>
    };
    Ok(page.into_any())
}
