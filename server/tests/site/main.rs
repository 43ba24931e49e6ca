//! The site as a visitor and as a program see it: every route in one process, without a network.

// A page's view is one nested type.
#![recursion_limit = "512"]
#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

mod export;
mod history;
mod hostile;
mod lifecycle;
mod pages;
mod replay;
mod rights;
mod roles;
mod snapshot;
mod vocabulary;
mod words;
