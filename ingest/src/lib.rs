//! From companies' feeds to prepared postings.
//!
//! ```text
//! sources.toml ── sources ──> boards;  the address of a careers page ── recognise ──> a board
//! Board ── source::{greenhouse, lever, …}: requests and parsing, no IO; what may be done with each: source::Policy
//!       ── fetch: the only network code
//!       ── visit: one read of a board ──> what it lists, whole or in part, or a failure in plain words
//!       ── prepare: sanitise, normalise ──> what the store keeps
//! import: postings of any origin from a file
//! rates: the European Central Bank's table of a day, parsing only
//! sample: a made-up catalogue through the same `prepare`
//! ```

pub mod board;
pub mod excerpt;
mod failure;
pub mod fetch;
pub mod import;
pub mod key;
mod posting;
mod prepare;
pub mod rates;
pub mod recognise;
pub mod sample;
pub mod source;
pub mod sources;
mod visit;

pub use board::Board;
pub use failure::{Failure, FailureKind};
pub use posting::{Posting, Refused};
pub use prepare::{Prepared, prepare_all, prepare_among, role_id};
pub use sources::{Sources, SourcesError};
pub use visit::{Known, Listed, Outcome, Visited, visit, visit_as};
