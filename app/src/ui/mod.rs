//! Parts that know nothing of roles.

pub mod format;
pub mod histogram;
pub mod icon;
pub mod list;
