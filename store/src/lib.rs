//! Boards, postings and runs in SQLite or Postgres.
//!
//! The same statements serve both databases: plain SQL with `$n` parameters and `ON CONFLICT`. What differs is how a
//! database is opened (`open`) and how a writing transaction begins.
//!
//! | file | answers |
//! |---|---|
//! | `target` | which database is meant? |
//! | `open` | how is it opened, migrated, and what is wrong where it cannot be? |
//! | `visit` | what does a read of a board change? (one transaction, the closing rule) |
//! | `closing` | which absent postings count as closed? (pure) |
//! | `read` | what do catalogue, role pages and `/status` read? |
//! | `lease` | which node does what only one may do? |

mod closing;
mod error;
mod lease;
mod open;
mod read;
mod target;
mod visit;

pub use error::Error;
pub use lease::Lease;
pub use open::Store;
pub use read::{BoardState, OpenRole, PostingRecord, Run, State};
pub use target::Target;
pub use visit::{NewPosting, Outcome, Refusal, Report, Visit};

/// Runs the body with `$pool` bound to the pool of whichever database it is.
macro_rules! on_both {
    ($store:expr, $pool:ident => $body:expr) => {
        match $store {
            $crate::Store::Sqlite($pool) => $body,
            $crate::Store::Postgres($pool) => $body,
        }
    };
}
pub(crate) use on_both;
