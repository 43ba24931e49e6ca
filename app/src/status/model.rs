//! What the status page shows.

use serde::{Deserialize, Serialize};

/// The state of the site's data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// Roles listed.
    pub roles: u32,
    /// When the catalogue was made, Unix seconds.
    pub made_at: i64,
    /// Its version.
    pub version: String,
    /// Length of its snapshot, uncompressed bytes.
    pub snapshot_bytes: u32,
    /// Open postings that are not listed, as they are not tech.
    pub not_tech: u32,
    /// Each board.
    pub boards: Vec<Board>,
    /// How right the facts are: field, precision, coverage and labelled cases, as they are shown.
    pub accuracy: Vec<[String; 4]>,
    /// The day when that was measured, ISO 8601.
    pub measured: String,
}

/// One board's last visit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// The kind of feed.
    pub source: String,
    /// The company's board.
    pub board: String,
    /// Who hires there.
    pub company: String,
    /// `fine`, `held`, `partial`, `failing`, `unconfirmed`, `waiting` or `imported`.
    pub state: String,
    /// When it was last read in full, Unix seconds.
    pub last_complete: Option<i64>,
    /// When it was last tried.
    pub last_visit: Option<i64>,
    /// When it is visited next, Unix seconds; `None` where nobody visits it.
    pub next_visit: Option<i64>,
    /// Roles that are open.
    pub open: u32,
    /// What the last visit found: roles seen, new, closed.
    pub seen: u32,
    /// See `seen`.
    pub new: u32,
    /// See `seen`.
    pub closed: u32,
    /// What went wrong, since when, and when it is tried again; empty where nothing did.
    pub message: String,
}
