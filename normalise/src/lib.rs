//! From what a posting says to what it means, each value with its evidence.
//!
//! Pure functions from text to typed values; nothing is guessed: without evidence a value is unspecified.
//!
//! | module | answers |
//! |---|---|
//! | `title` | what kind of work, on which rung? |
//! | `clues` | which sentences of the text may say something of the next ones? |
//! | `location` | where, on-site or remote, open to whom? |
//! | `salary` | what does it pay? |
//! | `skills` | which technologies are asked for? |
//! | `terms` | which contract, visa, years of experience? |
//! | `rates`, `ppp` | what is a sum in another currency, what does it buy? |
//! | `text` | posting HTML to safe HTML and to plain text |
//! | `facts` | all of it in one record |
//! | `roles` | which postings are one role, and what does it say? |
//! | `mask` | which words of a text are people's own? |

mod clues;
pub mod facts;
pub mod location;
pub mod mask;
mod passages;
mod phrases;
pub mod ppp;
pub mod rates;
pub mod roles;
pub mod salary;
mod scan;
pub mod skills;
pub mod terms;
#[cfg(feature = "html")]
pub mod text;
pub mod title;
mod wire;

pub use clues::Clues;
pub use facts::{BoardContext, Facts, Input, Meta, StatedPay, facts};

/// Raised when the rules give something else for the same posting: stored facts of older rules are made anew.
pub const RULES_VERSION: u32 = 6;

use serde::{Deserialize, Serialize};

/// A value and what it was read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived<T> {
    /// What it is.
    pub value: T,
    /// Where that stands; `None` where nothing says it.
    pub evidence: Option<Evidence>,
}

impl<T> Derived<T> {
    /// A value with its evidence.
    pub fn new(value: T, field: Field, text: &str) -> Derived<T> {
        Derived { value, evidence: Some(Evidence::new(field, text)) }
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which part of the posting.
    pub field: Field,
    /// The words there, white space folded, at most 120 characters.
    pub text: String,
}

impl Evidence {
    /// These words of that part.
    pub fn new(field: Field, text: &str) -> Evidence {
        let mut folded = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        if let Some((end, _)) = folded.char_indices().nth(120) {
            folded.truncate(end);
        }
        Evidence { field, text: folded }
    }
}

/// A part of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Its title.
    Title,
    /// Its description.
    Description,
    /// Its free-text places.
    Location,
    /// A field that the feed has for exactly this.
    Structured,
    /// That the whole source is so (a board of remote roles only).
    Source,
}

impl Field {
    /// As people read it: "from the title".
    pub const fn label(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Description => "description",
            Field::Location => "location",
            Field::Structured => "the feed's own field",
            Field::Source => "the source",
        }
    }
}
