//! What a read of a board changes.
//!
//! | file | answers |
//! |---|---|
//! | `plan` | what does it change? (pure) |
//! | `record` | how is that written? (one transaction) |

mod plan;
mod record;

/// One read of a board.
#[derive(Clone, Debug)]
pub struct Visit {
    /// `{source}:{board}`.
    pub board: String,
    /// The system's name.
    pub source: String,
    /// Who hires.
    pub company: String,
    /// Unix seconds.
    pub started: i64,
    /// Unix seconds: first seen, last seen and closed are this.
    pub finished: i64,
    /// How it ended.
    pub outcome: Outcome,
    /// For the next conditional request.
    pub etag: Option<String>,
    /// The same.
    pub last_modified: Option<String>,
    /// Requests made.
    pub requests: u32,
    /// Bytes read.
    pub bytes: u64,
}

/// How a visit ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The whole list was read.
    Complete(Listed),
    /// A part of it: what was read is recorded, and nothing is closed.
    Partial {
        /// The part.
        listed: Listed,
        /// In plain words.
        why: String,
    },
    /// As at the last visit.
    NotModified,
    /// Nothing of it counts.
    Failed {
        /// Whether the system says that there is no such board.
        gone: bool,
        /// In plain words.
        message: String,
        /// Seconds for which the system wants to be left alone.
        wait: Option<i64>,
    },
}

/// What a visit found listed.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Every posting that was read.
    pub postings: Vec<NewPosting>,
    /// Keys of those that stay as they are kept.
    pub kept: Vec<String>,
    /// Those that could not be read.
    pub refused: Vec<Refusal>,
    /// What an operator should know of postings that were read.
    pub remarks: Vec<String>,
}

/// A posting as it is kept.
#[derive(Clone, Debug, Default)]
pub struct NewPosting {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// The short id's number.
    pub role: i64,
    /// Of the company.
    pub company_slug: String,
    /// Of the company.
    pub company: String,
    /// White space folded.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Where to apply.
    pub apply_url: String,
    /// Sanitised.
    pub html: String,
    /// JSON.
    pub facts: String,
    /// Of what the feed says: another one, another content.
    pub hash: String,
    /// Unix seconds.
    pub published: Option<i64>,
    /// By which its list tells whether it changed, where its text is an answer of its own.
    pub version: Option<String>,
    /// Equal for postings that may be one role; empty: it is compared with none.
    pub kin: String,
    /// By which their texts are compared.
    pub signature: String,
    /// How much of its text the source allows to show.
    pub text_policy: TextPolicy,
}

/// How much of a posting's text its source allows to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextPolicy {
    /// All of it.
    #[default]
    Full,
    /// Its beginning.
    Excerpt,
    /// Nothing but where it stands.
    Link,
}

impl TextPolicy {
    /// As it is kept: `full`, `excerpt`, `link`.
    pub const fn slug(self) -> &'static str {
        match self {
            TextPolicy::Full => "full",
            TextPolicy::Excerpt => "excerpt",
            TextPolicy::Link => "link",
        }
    }
}

/// A posting that could not be read.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Its key, where its id could be read: such a posting is not absent.
    pub key: Option<String>,
    /// In plain words, with its id.
    pub why: String,
}

/// What a visit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Postings listed.
    pub seen: u64,
    /// Never seen before.
    pub added: u64,
    /// Of another content than before.
    pub changed: u64,
    /// Closed by it.
    pub closed: u64,
    /// Open again.
    pub reopened: u64,
    /// Could not be read.
    pub refused: u64,
    /// Not kept, as they were removed on request.
    pub blocked: u64,
    /// What an operator should know.
    pub message: Option<String>,
}
