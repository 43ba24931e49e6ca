//! The engine: an in-memory catalogue of roles, the questions one may ask of it, and its answers.
//!
//! Pure: no IO, no clock, no async. The same code runs in the server and in the browser.
//! ARCHITECTURE.md at the root tells how the parts fit; README.md here holds the snapshot's grammar.

pub mod money;
pub mod place;
pub mod query;
pub mod role;
pub mod schema;
