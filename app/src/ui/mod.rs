//! Parts that know nothing of roles.

pub mod arrival;
pub mod format;
pub mod frame;
pub mod histogram;
pub mod html;
pub mod icon;
pub mod list;
pub mod listen;
pub mod live;
