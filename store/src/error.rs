//! What can go wrong with a database.

use std::fmt;

use crate::Lease;

/// A failure, as one sentence that says what to do where something can be done.
#[derive(Debug)]
pub struct Error {
    message: String,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    /// The message says it all.
    Said,
    /// The database.
    Database(sqlx::Error),
    /// Another node has taken over.
    Lost,
}

impl Error {
    pub(crate) fn new(message: String) -> Error {
        Error { message, cause: Cause::Said }
    }

    pub(crate) fn opening(message: String, source: sqlx::Error) -> Error {
        Error { message, cause: Cause::Database(source) }
    }

    pub(crate) fn lost(lease: &Lease) -> Error {
        let message = format!("another node has taken over the lease {:?}", lease.name);
        Error { message, cause: Cause::Lost }
    }

    /// Whether the database cannot be reached now, and may be later.
    pub fn is_unavailable(&self) -> bool {
        matches!(
            self.cause,
            Cause::Database(
                sqlx::Error::Io(_)
                    | sqlx::Error::PoolTimedOut
                    | sqlx::Error::PoolClosed
                    | sqlx::Error::Tls(_)
            )
        )
    }

    /// Whether another node has taken over a lease: what was done under it does not count.
    pub fn is_lost(&self) -> bool {
        matches!(self.cause, Cause::Lost)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        match &self.cause {
            Cause::Database(source) => write!(f, ": {source}"),
            Cause::Said | Cause::Lost => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(source: sqlx::Error) -> Error {
        Error { message: "the database failed".to_owned(), cause: Cause::Database(source) }
    }
}
