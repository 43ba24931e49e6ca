//! What can go wrong with a database.

use std::fmt;

/// A failure, as one sentence that says what to do where something can be done.
#[derive(Debug)]
pub struct Error {
    message: String,
    source: Option<sqlx::Error>,
}

impl Error {
    pub(crate) fn new(message: String) -> Error {
        Error { message, source: None }
    }

    pub(crate) fn opening(message: String, source: sqlx::Error) -> Error {
        Error { message, source: Some(source) }
    }

    /// Whether the database cannot be reached now, and may be later.
    pub fn is_unavailable(&self) -> bool {
        matches!(
            self.source,
            Some(
                sqlx::Error::Io(_)
                    | sqlx::Error::PoolTimedOut
                    | sqlx::Error::PoolClosed
                    | sqlx::Error::Tls(_)
            )
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(source: sqlx::Error) -> Error {
        Error { message: "the database failed".to_owned(), source: Some(source) }
    }
}
