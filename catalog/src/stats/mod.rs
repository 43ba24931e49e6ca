//! What engineers are paid, said with how sure that is.
//!
//! | part | answers |
//! |---|---|
//! | [`compare`] | what is paid for each place and level? |
//! | [`distribution`] | one cell's pay: how many, from how many companies, which quartiles, where does a salary stand? |
//! | `cap` | how much may one company weigh? |
//! | `outliers` | which amounts are mistakes rather than pay? |
//! | `quantile` | which amount do so many stay below? |
//! | `interval` | how far may the median be from what it is? |
//! | [`power`] | what does an amount buy? |
//!
//! ```text
//! Query × place × level ──Session──> rows ──> points ──sort, cap, leave out outliers, cap──> Distribution ──> Summary
//! ```
//!
//! All of it is arithmetic on one sorted list for each cell: nothing is drawn at random, so equal catalogues give equal
//! numbers, on the server and in the browser.

mod cap;
pub mod compare;
pub mod distribution;
mod interval;
mod outliers;
pub mod power;
mod quantile;

pub use compare::{Cell, Comparison, Options, Place};
pub use distribution::{Distribution, Point, Summary};
pub use interval::Interval;
pub use power::{Parity, PowerTable};
