//! `/status`: each source's last visit in plain words.

pub mod api;
pub mod model;
mod page;

pub use page::Status;
