//! What may be asked: one [`Query`], the same on a page, in the API, in a feed, in a saved search and in the CLI.
//!
//! A query holds slugs, not a catalogue's codes: it is parsed, printed and kept without a catalogue.

pub mod grammar;
mod relax;

use crate::money::Currency;
use crate::place::Country;
use crate::schema::Facet;

/// A question. `Query::default()` asks for every listed role, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Words; all must match title, company, skill or place; the last is a prefix.
    pub q: String,
    /// Selected slugs of each facet but skills, by `Facet as usize`: any of them. Sorted, no repeats.
    pub any: [Vec<String>; 8],
    /// Skills asked for: all of them. Sorted, no repeats.
    pub skills: Vec<String>,
    /// Skills excluded. Sorted, no repeats.
    pub without_skills: Vec<String>,
    /// Companies to leave out, slugs. Sorted, no repeats.
    pub hide_companies: Vec<String>,
    /// Title words to leave out, lower case. Sorted, no repeats.
    pub hide_words: Vec<String>,
    /// Keep remote roles that a person living there may take, and roles located there.
    pub open_to: Option<Country>,
    /// Keep roles whose stated top is at least that a year, in `currency`.
    pub salary: Option<u32>,
    /// Currency of `salary` and of the histogram; euro where `None`.
    pub currency: Option<Currency>,
    /// What becomes of roles that state no pay.
    pub pay: PayFilter,
    /// Words in the posting's text, answered with the server's help.
    pub text: String,
    /// Days since first published, at most.
    pub within: Option<u16>,
    /// Order of the rows.
    pub sort: Sort,
    /// 1-based page of fifty; 0 and 1 are the first. Kept as 0 for the first.
    pub page: u32,
}

/// What becomes of roles that state no pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayFilter {
    /// Kept without `salary`, left out with it.
    #[default]
    Default,
    /// `pay=any`: kept, with `salary` too.
    Any,
    /// `pay=stated`: left out.
    Stated,
}

/// Order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Latest published first, to the minute; then by id.
    #[default]
    Newest,
    /// Highest stated top first, unstated last; then by id.
    Salary,
    /// Best match of the words first; newest where `q` has none.
    Relevance,
}

impl Query {
    /// The selected slugs of a facet ([`Query::skills`] for skills).
    pub fn selected(&self, facet: Facet) -> &[String] {
        match facet {
            Facet::Skills => &self.skills,
            f => &self.any[f as usize],
        }
    }

    /// The same, to change; keep it sorted and without repeats (see [`Query::toggle`]).
    pub fn selected_mut(&mut self, facet: Facet) -> &mut Vec<String> {
        match facet {
            Facet::Skills => &mut self.skills,
            f => &mut self.any[f as usize],
        }
    }

    /// Adds the value to the facet's selection, or takes it out; back to the first page.
    pub fn toggle(&mut self, facet: Facet, slug: &str) {
        let selected = self.selected_mut(facet);
        match selected.binary_search_by(|s| s.as_str().cmp(slug)) {
            Ok(at) => {
                selected.remove(at);
            }
            Err(at) => selected.insert(at, slug.to_owned()),
        }
        self.page = 0;
    }
}

/// A part of a query string that was not understood, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The parameter's name, decoded.
    pub name: String,
    /// Its value or the part of it that was refused, decoded, cut at 80 characters.
    pub value: String,
    /// Why, as a sentence's end: "is no parameter", "is no level", "is not a number".
    pub why: &'static str,
}
