//! `/about`: how fields are derived, what the numbers mean, whose data it is.

mod page;

pub use page::ABOUT;
