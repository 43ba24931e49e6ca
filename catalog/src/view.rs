//! One row of a catalogue, read by name.

use crate::answer::Row;
use crate::catalog::Catalog;
use crate::money::Pay;
use crate::place::{Country, OpenTo};
use crate::role::RoleId;
use crate::schema::{Category, Employment, Facet, Level, Visa, Workplace};
use crate::text::slugify;

/// A value that a catalogue holds: the slug of URLs and the label that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueRef<'a> {
    /// For queries.
    pub slug: &'a str,
    /// For people.
    pub label: &'a str,
}

/// One role of a catalogue.
#[derive(Clone, Copy)]
pub struct RoleView<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) row: usize,
}

impl<'a> RoleView<'a> {
    /// The short id.
    pub fn id(&self) -> RoleId {
        self.catalog.columns.ids[self.row]
    }

    /// Its place in the catalogue.
    pub fn row(&self) -> Row {
        Row(self.row as u32)
    }

    /// As the employer wrote it.
    pub fn title(&self) -> &'a str {
        self.catalog.columns.titles.get(self.catalog.columns.title[self.row])
    }

    /// For the URL: title and company, folded; `role` where nothing of them is left.
    pub fn slug(&self) -> String {
        let slug = slugify(&format!("{} {}", self.title(), self.company().label));
        if slug.is_empty() { "role".to_owned() } else { slug }
    }

    /// Who hires.
    pub fn company(&self) -> ValueRef<'a> {
        self.catalog.value(Facet::Company, self.catalog.columns.company[self.row])
    }

    /// Kind of work.
    pub fn category(&self) -> Category {
        Category::from_code(self.catalog.columns.category[self.row]).unwrap_or_default()
    }

    /// Rung of the ladder.
    pub fn level(&self) -> Level {
        Level::from_code(self.catalog.columns.level[self.row]).unwrap_or_default()
    }

    /// On-site, hybrid, remote.
    pub fn workplace(&self) -> Workplace {
        Workplace::from_code(self.catalog.columns.workplace[self.row]).unwrap_or_default()
    }

    /// Kind of contract.
    pub fn employment(&self) -> Employment {
        Employment::from_code(self.catalog.columns.employment[self.row]).unwrap_or_default()
    }

    /// Sponsorship.
    pub fn visa(&self) -> Visa {
        Visa::from_code(self.catalog.columns.visa[self.row]).unwrap_or_default()
    }

    /// City where known, country and the country's value, in the posting's order.
    pub fn places(&self) -> impl Iterator<Item = (Option<ValueRef<'a>>, Country, ValueRef<'a>)> + use<'a> {
        let (catalog, row) = (self.catalog, self.row);
        let columns = &catalog.columns;
        columns.place_sets.get(columns.place_set[row]).iter().map(move |&place| {
            let place = columns.places[place as usize];
            let city = (place.city > 0).then(|| catalog.value(Facet::City, place.city));
            let country = columns.countries[place.country as usize];
            (city, country, catalog.value(Facet::Country, place.country + 1))
        })
    }

    /// From where it may be done.
    pub fn open_to(&self) -> &'a OpenTo {
        &self.catalog.columns.open_sets[self.catalog.columns.open_set[self.row] as usize]
    }

    /// As stated.
    pub fn pay(&self) -> Option<Pay> {
        self.catalog.columns.pay.get(self.row)
    }

    /// In the catalogue's order.
    pub fn skills(&self) -> impl Iterator<Item = ValueRef<'a>> + use<'a> {
        let catalog = self.catalog;
        let skills = catalog.columns.skill.get(self.row as u32);
        skills.iter().map(move |&code| catalog.value(Facet::Skills, u32::from(code) + 1))
    }

    /// Unix seconds, to the minute.
    pub fn published(&self) -> i64 {
        i64::from(self.catalog.columns.published[self.row]) * 60
    }

    /// Unix seconds, to the minute.
    pub fn first_seen(&self) -> i64 {
        i64::from(self.catalog.columns.first_seen[self.row]) * 60
    }
}
