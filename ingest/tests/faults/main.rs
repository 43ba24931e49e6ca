//! Visits of a server that behaves badly, in the ways that feeds do.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

mod answers;
mod feeds;
mod pages;
mod politeness;
mod replay;
