//! An opened catalogue: rows, dictionaries, and what is derived from them for answering.

use std::sync::Arc;

use crate::answer::{Answer, Ask, Row};
use crate::columns::Columns;
use crate::exec::Session;
use crate::index::Index;
use crate::money::{Currency, Rates};
use crate::place::Country;
use crate::query::{Ignored, Query};
use crate::role::RoleId;
use crate::schema::{Category, Employment, Facet, Level, UNSPECIFIED, Visa, Workplace};
use crate::snapshot::{self, OpenError};
use crate::view::{RoleView, ValueRef};

/// The value of roles that have none, in cities, countries and skills.
const NONE: ValueRef<'static> = ValueRef { slug: UNSPECIFIED, label: "Not stated" };

/// An open catalogue. Immutable: share it in an [`Arc`], and ask it through a [`Session`].
#[derive(Debug)]
pub struct Catalog {
    pub(crate) columns: Columns,
    pub(crate) index: Index,
    version: String,
    made_at: i64,
    country_slugs: Vec<String>,
}

impl Catalog {
    /// Opens a snapshot's bytes: checks all of it once, so that nothing fails later. Safe on any bytes.
    ///
    /// # Errors
    /// Bytes that are no snapshot, of another version, or damaged.
    pub fn open(bytes: &[u8]) -> Result<Catalog, OpenError> {
        let (columns, head) = snapshot::decode(bytes)?;
        let index = Index::new(&columns);
        let country_slugs = columns.countries.iter().map(|c| c.code().to_ascii_lowercase()).collect();
        let version = format!("{:016x}", head.content);
        Ok(Catalog { columns, index, version, made_at: head.made_at, country_slugs })
    }

    /// How many roles it lists.
    pub fn len(&self) -> u32 {
        self.columns.ids.len() as u32
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The hash of its content, 16 hexadecimal digits: equal content has equal versions.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// When it was built, Unix seconds.
    pub fn made_at(&self) -> i64 {
        self.made_at
    }

    /// The exchange rates by which pay is compared.
    pub fn rates(&self) -> &Rates {
        &self.columns.rates
    }

    /// The role of that row, which this catalogue gave.
    pub fn role(&self, row: Row) -> RoleView<'_> {
        RoleView { catalog: self, row: row.0 as usize }
    }

    /// The row of that id.
    pub fn find(&self, id: RoleId) -> Option<Row> {
        // Asked once a page: a look at every id takes less than keeping an order of them.
        let at = self.columns.ids.iter().position(|&other| other == id)?;
        Some(Row(at as u32))
    }

    /// How many values the facet has; codes are below it. Cities, countries and skills begin with "unspecified".
    pub fn values(&self, facet: Facet) -> u32 {
        match facet {
            Facet::Category => Category::ALL.len() as u32,
            Facet::Level => Level::ALL.len() as u32,
            Facet::Workplace => Workplace::ALL.len() as u32,
            Facet::Employment => Employment::ALL.len() as u32,
            Facet::Visa => Visa::ALL.len() as u32,
            Facet::Company => self.columns.companies.len(),
            Facet::Country => self.columns.countries.len() as u32 + 1,
            Facet::City => self.columns.cities.len() + 1,
            Facet::Skills => self.columns.skills.len() + 1,
        }
    }

    /// The value of a code below [`Catalog::values`].
    pub fn value(&self, facet: Facet, code: u32) -> ValueRef<'_> {
        macro_rules! closed {
            ($name:ident) => {{
                let value = u8::try_from(code).ok().and_then($name::from_code).unwrap_or_default();
                ValueRef { slug: value.slug(), label: value.label() }
            }};
        }
        let open = |dictionary: &'_ crate::columns::Dictionary, at: u32| -> (u32, bool) {
            (at, at < dictionary.len())
        };
        let columns = &self.columns;
        let (dictionary, at) = match facet {
            Facet::Category => return closed!(Category),
            Facet::Level => return closed!(Level),
            Facet::Workplace => return closed!(Workplace),
            Facet::Employment => return closed!(Employment),
            Facet::Visa => return closed!(Visa),
            Facet::Country => {
                let Some(at) = code.checked_sub(1).map(|at| at as usize) else { return NONE };
                return match (self.country_slugs.get(at), columns.countries.get(at)) {
                    (Some(slug), Some(country)) => ValueRef { slug, label: country_name(country) },
                    _ => NONE,
                };
            }
            Facet::Company => (&columns.companies, Some(code)),
            Facet::City => (&columns.cities, code.checked_sub(1)),
            Facet::Skills => (&columns.skills, code.checked_sub(1)),
        };
        match at.map(|at| open(dictionary, at)) {
            Some((at, true)) => ValueRef { slug: dictionary.slugs.get(at), label: dictionary.labels.get(at) },
            _ => NONE,
        }
    }

    /// The code of a slug; `None` where this catalogue does not have the value.
    pub fn code_of(&self, facet: Facet, slug: &str) -> Option<u32> {
        let columns = &self.columns;
        match facet {
            Facet::Category => Category::from_slug(slug).map(|v| v.code().into()),
            Facet::Level => Level::from_slug(slug).map(|v| v.code().into()),
            Facet::Workplace => Workplace::from_slug(slug).map(|v| v.code().into()),
            Facet::Employment => Employment::from_slug(slug).map(|v| v.code().into()),
            Facet::Visa => Visa::from_slug(slug).map(|v| v.code().into()),
            Facet::Company => columns.companies.find(slug),
            _ if slug == UNSPECIFIED => Some(0),
            Facet::Country => {
                let country = Country::parse(slug)?;
                columns.countries.binary_search(&country).ok().map(|at| at as u32 + 1)
            }
            Facet::City => columns.cities.find(slug).map(|at| at + 1),
            Facet::Skills => columns.skills.find(slug).map(|at| at + 1),
        }
    }

    /// The country of the city of that slug.
    pub fn country_of(&self, city: &str) -> Option<Country> {
        let code = self.code_of(Facet::City, city).filter(|&code| code > 0)?;
        // Asked once a place that is compared: a look at every place takes less than keeping the answers.
        let place = self.columns.places.iter().find(|place| place.city == code)?;
        self.columns.countries.get(place.country as usize).copied()
    }

    /// What the query names that this catalogue does not have: for the page's notice. Such values match nothing; an
    /// excluded one excludes nothing; a currency without a rate is taken as the euro.
    pub fn unknown(&self, query: &Query) -> Vec<Ignored> {
        let mut out = Vec::new();
        let mut note = |name: &str, value: &str, why| {
            out.push(Ignored { name: name.to_owned(), value: value.to_owned(), why });
        };
        for (facet, why) in [
            (Facet::Company, "has no open role"),
            (Facet::City, "has no open role"),
            (Facet::Country, "has no open role"),
            (Facet::Skills, "is asked for by no open role"),
        ] {
            for slug in query.selected(facet) {
                if self.code_of(facet, slug).is_none() {
                    note(facet.name(), slug, why);
                }
            }
        }
        for slug in &query.without_skills {
            if self.code_of(Facet::Skills, slug).is_none() {
                note("skills", &format!("-{slug}"), "is asked for by no open role");
            }
        }
        for slug in &query.hide_companies {
            if self.code_of(Facet::Company, slug).is_none() {
                note("hide", &format!("company:{slug}"), "has no open role");
            }
        }
        if let Some(currency) = query.currency.filter(|c| self.rates().per_usd(*c).is_none()) {
            note("currency", currency.code(), "has no exchange rate here; euros are used");
        }
        out
    }

    /// The currency in which that query's pay is compared and drawn.
    pub fn currency(&self, query: &Query) -> Currency {
        query.currency.filter(|c| self.rates().per_usd(*c).is_some()).unwrap_or(Currency::EUR)
    }

    /// One answer, without keeping anything for the next.
    pub fn answer(self: &Arc<Self>, query: &Query, ask: Ask) -> Answer {
        Session::new(Arc::clone(self)).answer(query, ask).clone()
    }
}

/// The country's name, for as long as the program runs: names are a static table.
fn country_name(country: &Country) -> &str {
    country.name()
}
