//! One company's feed.

use serde::{Deserialize, Serialize};

use crate::key::is_of_token;
use crate::source::{Kind, workday_words};

/// One company's feed, or one of all companies.
///
/// The doc comments of its fields are what an operator has to know of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Which system it is.
    pub source: Kind,
    /// The board's token in that system, as in the address of its pages; for Workday tenant, data centre and site
    /// (`acme.wd5/Careers`); for pages with JSON-LD any word; none for feeds of all companies.
    #[serde(default)]
    pub board: String,
    /// Who hires; of a feed of all companies its own name, as its postings say who hires.
    #[serde(default)]
    pub company: String,
    /// Where its postings are shown, where that is not the system's usual address: a domain of its own, `https://jobs.eu.lever.co`;
    /// for pages with JSON-LD the page or sitemap that lists them.
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

    /// The field that is wrong, and why, as the end of a sentence that begins with its name.
    pub(crate) fn wrong(&self) -> Option<(&'static str, String)> {
        let why = |field, why: &str| Some((field, why.to_owned()));
        if self.source.policy().board_wide {
            let feed = "is not for a feed of all companies: remove it";
            return if self.board.is_empty() { None } else { why("board", feed) };
        }
        if self.board.trim().is_empty() {
            return why("board", "is empty");
        }
        if self.source == Kind::Workday {
            if workday_words(&self.board).is_none() {
                let form =
                    "is not of the form \"tenant.wd5/Site\", as in https://tenant.wd5.myworkdayjobs.com/Site";
                return why("board", form);
            }
        } else if !self.board.chars().all(is_of_token) {
            return why(
                "board",
                "has characters that no board's token has: it is one word of the address, not all of it",
            );
        }
        if self.company.trim().is_empty() {
            return why("company", "is empty");
        }
        if self.source == Kind::Jsonld && self.url.is_none() {
            return why("url", "is missing: name the page or the sitemap that lists the postings");
        }
        if self.source != Kind::Jsonld && self.links.is_some() {
            return why("links", "is for boards of the source \"jsonld\" alone");
        }
        None
    }
}
