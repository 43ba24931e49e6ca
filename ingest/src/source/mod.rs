//! One file for each system: what to ask it for, and how to read its answer. No IO.

mod arbeitnow;
mod ashby;
mod greenhouse;
mod hackernews;
mod himalayas;
mod html;
mod jobicy;
mod json;
mod jsonld;
mod lever;
mod page;
mod personio;
mod policy;
mod recruitee;
mod remoteok;
mod remotive;
mod smartrecruiters;
mod teamtailor;
mod time;
mod weworkremotely;
mod workable;
mod workday;
mod xml;

use serde::{Deserialize, Serialize};

pub(crate) use self::page::readable;
pub use self::page::{Page, ParseError, Stub};
pub use self::policy::{Credit, Lists, Policy, Text};
pub(crate) use self::workday::words as workday_words;
use crate::board::Board;
use crate::posting::Posting;

/// A system that companies publish postings with, or a feed of all companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Ashby.
    Ashby,
    /// Greenhouse.
    Greenhouse,
    /// Pages with JSON-LD of schema.org.
    Jsonld,
    /// Lever.
    Lever,
    /// Personio.
    Personio,
    /// Recruitee.
    Recruitee,
    /// SmartRecruiters.
    Smartrecruiters,
    /// Teamtailor.
    Teamtailor,
    /// Workable.
    Workable,
    /// Workday.
    Workday,
    /// Arbeitnow, of all companies.
    Arbeitnow,
    /// Hacker News, of all companies.
    HackerNews,
    /// Himalayas, of all companies.
    Himalayas,
    /// Jobicy, of all companies.
    Jobicy,
    /// Remote OK, of all companies.
    RemoteOk,
    /// Remotive, of all companies.
    Remotive,
    /// We Work Remotely, of all companies.
    WeWorkRemotely,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 17] = [
        Kind::Ashby,
        Kind::Greenhouse,
        Kind::Jsonld,
        Kind::Lever,
        Kind::Personio,
        Kind::Recruitee,
        Kind::Smartrecruiters,
        Kind::Teamtailor,
        Kind::Workable,
        Kind::Workday,
        Kind::Arbeitnow,
        Kind::HackerNews,
        Kind::Himalayas,
        Kind::Jobicy,
        Kind::RemoteOk,
        Kind::Remotive,
        Kind::WeWorkRemotely,
    ];

    /// As in keys and in `sources.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Ashby => "ashby",
            Kind::Greenhouse => "greenhouse",
            Kind::Jsonld => "jsonld",
            Kind::Lever => "lever",
            Kind::Personio => "personio",
            Kind::Recruitee => "recruitee",
            Kind::Smartrecruiters => "smartrecruiters",
            Kind::Teamtailor => "teamtailor",
            Kind::Workable => "workable",
            Kind::Workday => "workday",
            Kind::Arbeitnow => "arbeitnow",
            Kind::HackerNews => "hackernews",
            Kind::Himalayas => "himalayas",
            Kind::Jobicy => "jobicy",
            Kind::RemoteOk => "remoteok",
            Kind::Remotive => "remotive",
            Kind::WeWorkRemotely => "weworkremotely",
        }
    }

    /// The source of that name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What reads it.
    pub fn source(self) -> &'static dyn Source {
        match self {
            Kind::Ashby => &ashby::Ashby,
            Kind::Greenhouse => &greenhouse::Greenhouse,
            Kind::Jsonld => &jsonld::Jsonld,
            Kind::Lever => &lever::Lever,
            Kind::Personio => &personio::Personio,
            Kind::Recruitee => &recruitee::Recruitee,
            Kind::Smartrecruiters => &smartrecruiters::Smartrecruiters,
            Kind::Teamtailor => &teamtailor::Teamtailor,
            Kind::Workable => &workable::Workable,
            Kind::Workday => &workday::Workday,
            Kind::Arbeitnow => &arbeitnow::Arbeitnow,
            Kind::HackerNews => &hackernews::HackerNews,
            Kind::Himalayas => &himalayas::Himalayas,
            Kind::Jobicy => &jobicy::Jobicy,
            Kind::RemoteOk => &remoteok::RemoteOk,
            Kind::Remotive => &remotive::Remotive,
            Kind::WeWorkRemotely => &weworkremotely::WeWorkRemotely,
        }
    }
}

/// A request to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// All of the address.
    pub url: String,
    /// JSON to send by POST; without, it is a GET.
    pub post: Option<String>,
    /// What is asked for.
    pub accept: Accept,
    /// What the parser has to know again when it reads the answer. It is not sent.
    pub note: String,
}

impl Request {
    /// A GET for JSON.
    pub fn get(url: String) -> Request {
        Request { url, ..Request::default() }
    }
}

/// What an answer should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accept {
    /// `application/json`
    #[default]
    Json,
    /// `application/xml` and what RSS and Atom go by.
    Xml,
    /// `text/html`
    Html,
}

/// What a system means by a redirect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Redirects {
    /// That the answer stands elsewhere: it is followed, within limits.
    #[default]
    Follow,
    /// That there is no such board.
    Gone,
}

/// How a system is read.
pub trait Source: Send + Sync {
    /// What its redirects mean.
    fn redirects(&self) -> Redirects {
        Redirects::Follow
    }

    /// The first request for a board.
    fn first(&self, board: &Board) -> Request;

    /// Reads the answer to a request of [`Source::first`] or [`Page::next`].
    ///
    /// # Errors
    /// A body that is not the system's form as a whole. A single posting that cannot be read is refused instead.
    fn parse(&self, board: &Board, asked: &Request, body: &[u8]) -> Result<Page, ParseError>;

    /// Reads the answer to a stub's request: the whole posting; `None` where it turns out not to be listed.
    ///
    /// # Errors
    /// A body that is not the system's form.
    fn detail(&self, _board: &Board, listed: Posting, _body: &[u8]) -> Result<Option<Posting>, ParseError> {
        Ok(Some(listed))
    }
}

/// The address at which the board's postings are shown, without a slash at its end: its own domain, else the system's.
fn home(board: &Board, usual: &str) -> String {
    board.url.as_deref().unwrap_or(usual).trim_end_matches('/').to_owned()
}

/// The address that is asked, without a slash at its end: what stands for it in a replay, else the system's.
fn host(board: &Board, usual: &str) -> String {
    board.base_url.as_deref().unwrap_or(usual).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests;
