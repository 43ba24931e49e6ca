//! The engine: an in-memory catalogue of roles, the questions one may ask of it, and its answers.
//!
//! ```text
//! Role ──Builder──> snapshot bytes ──Catalog::open──> Catalog ──Session::answer(&Query)──> Answer
//! ```
//!
//! Pure: no IO, no clock, no async. The same code runs in the server and in the browser.
//! ARCHITECTURE.md at the root tells how the parts fit; README.md here holds the snapshot's grammar.

mod answer;
mod bitmap;
mod builder;
mod catalog;
mod column;
mod columns;
mod exec;
mod index;
pub mod money;
pub mod place;
pub mod query;
pub mod role;
mod row_set;
pub mod schema;
mod snapshot;
mod sorting;
pub mod stats;
pub mod text;
pub mod texts;
mod view;

pub use answer::{Answer, Ask, Counted, Histogram, Row};
pub use builder::{Build, Builder};
pub use catalog::Catalog;
pub use exec::{Buckets, By, Options, Session, Step};
pub use row_set::RowSet;
pub use snapshot::{OpenError, VERSION as SNAPSHOT_VERSION};
pub use view::{RoleView, ValueRef};
