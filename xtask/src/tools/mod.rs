//! Programs from outside that the commands need: found, or installed and said so.

pub mod apt;
pub mod npm;
