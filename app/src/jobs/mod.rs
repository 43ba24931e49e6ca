//! The board itself: search, filters, list, detail.
//!
//! `page` and `detail` are routes; `api` is the only place that speaks to the server; `answer` turns a catalogue's answer
//! into what the page shows, on the server and in the browser alike; the rest are parts of the page.

pub mod answer;
pub mod api;
mod chips;
mod detail;
mod empty;
mod facet;
mod history;
mod keys;
#[cfg(feature = "ssr")]
mod load;
pub mod model;
mod notices;
mod openings;
mod page;
mod pay;
mod plan;
mod posting;
mod results;
#[cfg(feature = "ssr")]
mod role;
pub mod row;
mod search;
#[cfg(feature = "ssr")]
mod standing;
mod toolbar;
mod values;

pub use detail::Detail;
pub use page::Jobs;
