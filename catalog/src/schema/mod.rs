//! Which fields a role has, and which values a field may take.
//!
//! This is the one list that codec, facets and grammar walk. Closed vocabularies are enums; open ones
//! (companies, cities, countries, skills) are dictionaries of [`Value`]s that a catalogue carries.

mod vocabulary;

pub use vocabulary::{Category, Employment, Level, Visa, Workplace};

/// The slug of the value that stands for "nothing says it", in each facet.
pub const UNSPECIFIED: &str = "unspecified";

/// One value of an open vocabulary: the slug of URLs and the label that people read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value {
    /// Lower case, `a-z 0-9 -` (and `+ #` folded to words), unique in its facet: `london-gb`, `c-plus-plus`.
    pub slug: String,
    /// As shown: `London`, `C++`.
    pub label: String,
}

/// A field that can be filtered by value and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Kind of work.
    Category,
    /// Rung of the ladder.
    Level,
    /// On-site, hybrid, remote.
    Workplace,
    /// Full-time, contract, …
    Employment,
    /// Country of a place; a role may have several.
    Country,
    /// City of a place; a role may have several.
    City,
    /// Who hires.
    Company,
    /// Sponsorship.
    Visa,
    /// Technologies and practices; a role may have several. All of a query's skills are asked for.
    Skills,
}

impl Facet {
    /// All facets in the order of pages and of the canonical query.
    pub const ALL: [Facet; 9] = [
        Facet::Category,
        Facet::Level,
        Facet::Workplace,
        Facet::Employment,
        Facet::Country,
        Facet::City,
        Facet::Company,
        Facet::Visa,
        Facet::Skills,
    ];

    /// The parameter's name in a query string.
    pub const fn name(self) -> &'static str {
        match self {
            Facet::Category => "category",
            Facet::Level => "level",
            Facet::Workplace => "workplace",
            Facet::Employment => "employment",
            Facet::Country => "country",
            Facet::City => "city",
            Facet::Company => "company",
            Facet::Visa => "visa",
            Facet::Skills => "skills",
        }
    }

    /// The facet of that name.
    pub fn from_name(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|f| f.name() == name)
    }
}
