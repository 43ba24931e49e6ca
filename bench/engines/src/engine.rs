//! What is asked of each engine.

use std::sync::Arc;

use anyhow::Result;
use peers_bench::Asked;

use crate::answer::Answer;
use crate::table::Table;

/// An engine that holds the rows.
pub trait Engine {
    /// Of the engine's own program or library.
    fn version(&self) -> String;

    /// The answer; all of it, from the query as the peers give it, is inside the time.
    ///
    /// # Errors
    /// What the engine says.
    fn answer(&mut self, table: &Arc<Table>, asked: &Asked) -> Result<Answer>;
}
