//! `/status`: each source's last visit in plain words.

pub mod api;
#[cfg(feature = "ssr")]
mod load;
pub mod model;
mod page;

pub use page::STATUS;
