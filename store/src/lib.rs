//! Boards, postings and runs in SQLite or Postgres.
//!
//! The same statements serve both databases: plain SQL with `$n` parameters and `ON CONFLICT`. What differs is how a
//! database is opened (`open`) and how a writing transaction begins (`tx`).
//!
//! | file | answers |
//! |---|---|
//! | `target` | which database is meant? |
//! | `open` | how is it opened, migrated, and what is wrong where it cannot be? |
//! | `visit` | what does a read of a board change? (one transaction) |
//! | `closing` | which absent postings count as closed? (pure) |
//! | `schedule` | when is a board visited next? (pure) |
//! | `tx` | how does a transaction write to either database? |
//! | `read` | what do catalogue, role pages and `/status` read? |
//! | `record` | what does an export read? |
//! | `rates` | which exchange rates were fetched? |
//! | `kin` | which postings may be one role with others? |
//! | `history` | what did the catalogue have, day by day? |
//! | `removal` | what was taken out on request, what is forgotten in time? |
//! | `lease` | which node does what only one may do? |
//! | `reading` | how is a database opened only to be read? |
//! | `upkeep` | is a database sound, and how is it copied? |

mod closing;
mod error;
mod history;
mod kin;
mod lease;
mod open;
mod rates;
mod read;
mod reading;
mod record;
mod removal;
mod schedule;
mod target;
mod tx;
mod upkeep;
mod visit;

pub use error::Error;
pub use history::Figure;
pub use kin::Relative;
pub use lease::Lease;
pub use open::Store;
pub use rates::StoredRates;
pub use read::{BoardState, Due, OpenRole, PostingRecord, Run, State};
pub use reading::Schema;
pub use record::Record;
pub use removal::{Removed, Subject};
pub use target::Target;
pub use visit::{Listed, NewPosting, Outcome, Refusal, Report, TextPolicy, Visit};

/// Runs the body, which reads, with `$pool` bound to the pool of whichever database it is. What writes is a [`tx::Tx`].
macro_rules! on_both {
    ($store:expr, $pool:ident => $body:expr) => {
        match $store {
            $crate::Store::Sqlite { read: $pool, .. } => $body,
            $crate::Store::Postgres($pool) => $body,
        }
    };
}
pub(crate) use on_both;
