//! A line for each thing that is done, and on a terminal how many of them are.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};

/// Back to the beginning of the line, and nothing on it.
const CLEAR: &str = "\r\u{1b}[K";

/// See the module.
pub struct Progress {
    what: &'static str,
    all: usize,
    done: usize,
    is_live: bool,
    is_quiet: bool,
}

impl Progress {
    /// Of so many things; a quiet one prints no lines.
    pub fn new(what: &'static str, all: usize, is_quiet: bool) -> Progress {
        let progress = Progress { what, all, done: 0, is_live: io::stderr().is_terminal(), is_quiet };
        progress.count();
        progress
    }

    /// One more is done.
    ///
    /// # Errors
    /// Nobody reads the output any more.
    pub fn line(&mut self, line: impl Display) -> io::Result<()> {
        self.done += 1;
        self.clear();
        if !self.is_quiet {
            crate::print(line)?;
        }
        self.count();
        Ok(())
    }

    /// All that will be done is.
    pub fn end(self) {
        self.clear();
    }

    fn clear(&self) {
        if self.is_live {
            eprint!("{CLEAR}");
        }
    }

    fn count(&self) {
        if self.is_live {
            eprint!("{} of {} {} …", self.done, self.all, self.what);
            // A count that is not seen is no failure.
            let _ = io::stderr().flush();
        }
    }
}
