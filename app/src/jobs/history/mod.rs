//! The address bar without the router: a filter's change writes the URL and navigates nowhere.
//!
//! Server: nothing is written, nothing is heard.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod server;

#[cfg(feature = "hydrate")]
pub use browser::{forward, on_back, push, replace, role, search};
#[cfg(not(feature = "hydrate"))]
pub use server::{forward, on_back, push, replace, role, search};
