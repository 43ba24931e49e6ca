//! Which boards are followed: `sources.toml`.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::key::is_of_token;
use crate::source::Kind;

/// One company's feed, or one of all companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Which system it is.
    pub source: Kind,
    /// The board's token in that system; empty for feeds of all companies.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub board: String,
    /// Who hires; of a feed of all companies its own name, as its postings say who hires.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Where its postings are shown, where that is not the system's usual address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Of pages with JSON-LD: what the addresses of postings contain, where they do not look like it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<String>,
    /// Stands for the system's own host: a replay server, a proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Whether it is visited.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub enabled: bool,
}

fn yes() -> bool {
    true
}

impl Board {
    /// A board that is visited, at the system's usual address.
    pub fn new(source: Kind, board: &str, company: &str) -> Board {
        Board {
            source,
            board: board.to_owned(),
            company: company.to_owned(),
            url: None,
            links: None,
            base_url: None,
            enabled: true,
        }
    }

    /// `greenhouse:acme`, or `remoteok` for a feed of all companies: unique among boards.
    pub fn key(&self) -> String {
        let source = self.source.name();
        if self.source.policy().board_wide { source.to_owned() } else { format!("{source}:{}", self.board) }
    }
}

/// The operator's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// An address or URL that goes into the User-Agent: nothing is fetched without it.
    #[serde(default)]
    pub contact: String,
    /// The boards.
    #[serde(default, rename = "board")]
    pub boards: Vec<Board>,
}

/// What is wrong with the file, and where.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// Not TOML of this form; the message names line and field.
    #[error("sources.toml cannot be read: {0}")]
    Form(#[from] toml::de::Error),
    /// A board stands twice.
    #[error("sources.toml lists {0} twice: remove one of the entries")]
    Twice(String),
    /// A token that no system has.
    #[error("sources.toml: the board of {0} is empty or has characters that no board token has")]
    Token(String),
    /// A board of a feed that has none.
    #[error("sources.toml: {0} is one feed of all companies: remove its board")]
    NoBoards(&'static str),
    /// A board of nobody.
    #[error("sources.toml: the board {0} has no company")]
    NoCompany(String),
}

/// A starter list: public boards of well-known employers of engineers.
const STARTER: &str = include_str!("../starter.toml");

impl Sources {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Text that is no such file, a board twice, a token with odd characters.
    pub fn parse(text: &str) -> Result<Sources, SourcesError> {
        let mut sources: Sources = toml::from_str(text)?;
        let mut seen = HashSet::new();
        for board in &mut sources.boards {
            if let Some(credit) = board.source.policy().credit {
                if !board.board.is_empty() {
                    return Err(SourcesError::NoBoards(board.source.name()));
                }
                credit.name.clone_into(&mut board.company);
            } else if board.board.is_empty() || !board.board.chars().all(is_of_token) {
                return Err(SourcesError::Token(board.company.clone()));
            } else if board.company.trim().is_empty() {
                return Err(SourcesError::NoCompany(board.key()));
            }
            if !seen.insert(board.key()) {
                return Err(SourcesError::Twice(board.key()));
            }
        }
        Ok(sources)
    }

    /// The boards to visit.
    pub fn enabled(&self) -> impl Iterator<Item = &Board> {
        self.boards.iter().filter(|b| b.enabled)
    }

    /// The text of a first file, with that contact.
    pub fn starter(contact: &str) -> String {
        STARTER.replace("contact = \"\"", &format!("contact = {:?}", contact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_read_or_say_why_not() {
        let sources = Sources::parse(&Sources::starter("me@example.org")).unwrap();
        assert_eq!(sources.contact, "me@example.org");
        let check = |text: &str, expected: &str| {
            let error = Sources::parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check("board = 3", "sequence");
        check("[[board]]\nsource = \"hotmail\"\nboard = \"a\"\ncompany = \"A\"", "unknown variant");
        let twice = "[[board]]\nsource = \"lever\"\nboard = \"a\"\ncompany = \"A\"\n";
        check(&twice.repeat(2), "twice");
        check("[[board]]\nsource = \"lever\"\nboard = \"a/../b\"\ncompany = \"A\"", "characters");
        let feed = Sources::parse("[[board]]\nsource = \"remoteok\"").unwrap().boards.remove(0);
        assert_eq!((feed.key().as_str(), feed.company.as_str()), ("remoteok", "Remote OK"));
        check("[[board]]\nsource = \"lever\"\nboard = \"a\"", "no company");
        check("[[board]]\nsource = \"remoteok\"\nboard = \"a\"", "one feed of all companies");
    }

    #[test]
    fn the_starter_list_is_long_sorted_and_gives_credit() {
        let starter = Sources::parse(STARTER).unwrap();
        let (feeds, companies): (Vec<&Board>, Vec<&Board>) =
            starter.boards.iter().partition(|b| b.source.policy().board_wide);
        assert!(companies.len() >= 300, "{} boards", companies.len());
        let place = |b: &Board| (b.source.name(), b.company.to_lowercase());
        for pair in companies.windows(2) {
            assert!(place(pair[0]) <= place(pair[1]), "{} stands before {}", pair[0].key(), pair[1].key());
        }
        for board in &starter.boards {
            assert_eq!(board.enabled, board.source.policy().on, "{}", board.key());
        }
        let listed: Vec<Kind> = feeds.iter().map(|b| b.source).collect();
        let all: Vec<Kind> = Kind::ALL.into_iter().filter(|k| k.policy().board_wide).collect();
        assert_eq!(listed, all);
        for credit in all.iter().filter_map(|kind| kind.policy().credit) {
            assert!(STARTER.contains(&format!("# Terms ({}):", credit.terms_url)), "{}", credit.name);
            for term in credit.terms {
                assert!(STARTER.contains(&format!("# {term}\n")), "{}: {term}", credit.name);
            }
        }
    }
}
