//! Why something was not read.

use std::time::Duration;

/// A failure, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// For rules.
    pub kind: FailureKind,
    /// For people: the end of a sentence that begins with the board's name.
    pub message: String,
    /// How long the system wants to be left alone.
    pub wait: Option<Duration>,
}

/// Kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// 404 or 410, or a redirect that means the same.
    Gone,
    /// 429, or a host that is left alone for a while.
    Busy,
    /// Another status.
    Status,
    /// No connection, or it broke.
    Network,
    /// Not the feed's form.
    Form,
    /// An address that is not fetched.
    Refused,
}

impl Failure {
    /// A failure with its sentence.
    pub fn new(kind: FailureKind, message: &str) -> Failure {
        Failure { kind, message: message.to_owned(), wait: None }
    }

    /// The same, with the time for which the system wants to be left alone.
    pub(crate) fn after(self, wait: Duration) -> Failure {
        Failure { wait: Some(wait), ..self }
    }
}
