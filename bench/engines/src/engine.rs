//! What is asked of each engine.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::answer::Answer;
use crate::session::Question;
use crate::table::Table;

/// An engine that holds the rows.
pub trait Engine {
    /// Of the engine's own program or library.
    fn version(&self) -> String;

    /// The answer; all of it, from the query as the peers give it, is inside the time.
    ///
    /// # Errors
    /// What the engine says.
    fn answer(&mut self, table: &Table, question: &Question) -> Result<Answer>;

    /// Answers before anything is timed, for all to be checked, with how long each took. An engine that can ask in several
    /// ways answers in each, and may remember which was the fastest; no answer may be remembered.
    ///
    /// # Errors
    /// What the engine says.
    fn prepare(&mut self, table: &Table, question: &Question) -> Result<Vec<(Answer, Duration)>> {
        let before = Instant::now();
        let answer = self.answer(table, question)?;
        Ok(vec![(answer, before.elapsed())])
    }
}
