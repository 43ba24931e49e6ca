//! `/`: what this is, live numbers, the ways in.

pub mod api;
pub mod model;
mod page;

pub use page::HOME;
