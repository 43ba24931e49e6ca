//! What the fuzz targets check, each in a file that the ordinary tests of its crate include as well.

pub mod query;
pub mod snapshot;
pub mod source;
pub mod text;
