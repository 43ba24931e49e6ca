//! What the last answer was made of.

use std::fmt;

use super::Session;
use super::filters::Of;
use crate::bitmap::Bitmap;
use crate::schema::Facet;

/// A step of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A word of the query.
    Word {
        /// Folded, as it was looked for.
        text: String,
        /// Roles that have it.
        rows: u32,
    },
    /// The words of the query's `text`.
    Text {
        /// As asked.
        text: String,
        /// Roles that have all of them in their texts; `None` where they were not looked up, and narrow nothing.
        rows: Option<u32>,
    },
    /// What no facet lifts: words, `text`, skills, hidden companies and words, open to, age.
    Base {
        /// Roles that pass it.
        rows: u32,
    },
    /// A facet's selection, or the least pay.
    Filter {
        /// The facet's name, or `pay`.
        name: &'static str,
        /// Roles that pass it alone.
        rows: u32,
    },
    /// All of these together.
    Matches {
        /// Roles that pass.
        rows: u32,
    },
    /// The counts of a facet's values.
    Counts {
        /// Which.
        facet: Facet,
        /// The cheaper way.
        by: By,
    },
}

/// How values were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By a look at each of so many rows: those that match, those that do not, or those that came and went since the last query.
    Rows(u32),
    /// By AND and popcount with the rows of each of so many values.
    Values(u32),
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            By::Rows(rows) => write!(f, "a look at {rows} rows"),
            By::Values(values) => write!(f, "AND with {values} values"),
        }
    }
}

impl Session {
    /// The steps of the last answer, in their order.
    pub fn explain(&self) -> Vec<Step> {
        let words = self
            .base
            .words()
            .iter()
            .map(|word| Step::Word { text: word.text().to_owned(), rows: word.any.count() });
        let text = self
            .base
            .asked()
            .filter(|text| !text.is_empty())
            .map(|text| Step::Text { text: text.to_owned(), rows: self.base.text(text).map(Bitmap::count) });
        let filters = self.filters.all().map(|(of, set)| Step::Filter {
            name: match of {
                Of::Facet(facet) => facet.name(),
                Of::Pay => "pay",
            },
            rows: set.count(),
        });
        let counts = Facet::ALL
            .into_iter()
            .filter_map(|facet| Some(Step::Counts { facet, by: self.counter.ways[facet as usize]? }));
        words
            .chain(text)
            .chain([Step::Base { rows: self.base.rows().count() }])
            .chain(filters)
            .chain([Step::Matches { rows: self.matches.count() }])
            .chain(counts)
            .collect()
    }
}
