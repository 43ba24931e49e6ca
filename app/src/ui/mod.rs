//! Parts that know nothing of roles.

pub mod arrival;
pub mod each;
pub mod format;
pub mod histogram;
pub mod html;
pub mod icon;
pub mod list;
pub mod live;
