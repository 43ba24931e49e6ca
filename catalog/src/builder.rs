//! From roles to a snapshot.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use crate::column::Strings;
use crate::columns::{Columns, Dictionary, PlaceCodes};
use crate::money::{Pay, Rates};
use crate::place::{Country, OpenTo, Place};
use crate::role::Role;
use crate::schema::{Category, Value};
use crate::snapshot;

/// Amounts above this are no pay; it also bounds the codec's integers.
const MOST_PAY: f64 = 1e12;
/// Skills kept of a role.
const MOST_SKILLS: usize = 255;
/// Places kept of a role.
const MOST_PLACES: usize = 255;
/// Bytes kept of a title, company or label.
pub(crate) const LONGEST_TEXT: usize = 240;

/// What a snapshot says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Build {
    /// When it was built, Unix seconds. Not part of the version: equal content has equal versions.
    pub made_at: i64,
    /// The exchange rates by which pay is compared.
    pub rates: Rates,
}

/// Collects roles and writes the snapshot.
pub struct Builder {
    build: Build,
    roles: Vec<Role>,
    listing: Listing,
}

/// Which roles a snapshot lists.
enum Listing {
    Open,
    /// Closed on that day or later, days since 1970-01-01.
    ClosedSince(i32),
}

impl Builder {
    /// An empty catalogue of open roles.
    pub fn new(build: Build) -> Builder {
        Builder { build, roles: Vec::new(), listing: Listing::Open }
    }

    /// An empty catalogue of roles that closed on that day or later (days since 1970-01-01): for [`crate::stats`], which
    /// counts them beside the open ones. A catalogue of its own, so that lists and their counts need not know of them.
    pub fn closed_since(build: Build, day: i32) -> Builder {
        Builder { build, roles: Vec::new(), listing: Listing::ClosedSince(day) }
    }

    /// Adds a role. Those that the catalogue does not list (closed ones, or open ones) and those of [`Category::NotTech`]
    /// are left out; of two with one id the first stays.
    pub fn add(&mut self, role: Role) {
        let is_listed = match self.listing {
            Listing::Open => role.closed_day.is_none(),
            Listing::ClosedSince(day) => role.closed_day.is_some_and(|closed| closed >= day),
        };
        if role.category != Category::NotTech && is_listed {
            self.roles.push(role);
        }
    }

    /// The snapshot's bytes, uncompressed: for [`crate::Catalog::open`].
    pub fn finish(mut self) -> Vec<u8> {
        for role in &mut self.roles {
            tidy(role);
        }
        self.roles.sort_by_key(|r| (std::cmp::Reverse(minute(r.published)), r.id));
        let mut seen = std::collections::HashSet::new();
        self.roles.retain(|r| seen.insert(r.id));
        let columns = columns(&self.roles, self.build.rates);
        snapshot::encode(&columns, self.build.made_at)
    }
}

/// Minutes since 1970, within the column's range.
fn minute(seconds: i64) -> u32 {
    u32::try_from(seconds.max(0) / 60).unwrap_or(u32::MAX)
}

/// Bounds what a role carries to what the format holds.
fn tidy(role: &mut Role) {
    role.title = cut(role.title.split_whitespace().collect::<Vec<_>>().join(" "));
    role.company.label = cut(std::mem::take(&mut role.company.label));
    role.company.slug = cut(std::mem::take(&mut role.company.slug));
    role.published = role.published.min(role.first_seen);
    role.pay = role.pay.take().filter(is_sound);
    role.skills.iter_mut().for_each(|skill| skill.label = cut(std::mem::take(&mut skill.label)));
    for city in role.places.iter_mut().filter_map(|place| place.city.as_mut()) {
        city.label = cut(std::mem::take(&mut city.label));
    }
    role.skills.sort();
    role.skills.dedup_by(|a, b| a.slug == b.slug);
    role.skills.truncate(MOST_SKILLS);
    let mut seen = BTreeSet::new();
    role.places.retain(|p| seen.insert(p.clone()));
    role.places.truncate(MOST_PLACES);
    if let OpenTo::Only(territories) = &mut role.open_to {
        territories.sort();
        territories.dedup();
        territories.truncate(MOST_PLACES);
        if territories.is_empty() {
            role.open_to = OpenTo::Unspecified;
        }
    }
}

fn cut(mut text: String) -> String {
    if text.len() > LONGEST_TEXT {
        let end = (0..=LONGEST_TEXT).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        text.truncate(end);
    }
    text
}

fn is_sound(pay: &Pay) -> bool {
    let amount = |a: Option<f64>| a.is_none_or(|a| a.is_finite() && a > 0.0 && a <= MOST_PAY);
    let ordered = match (pay.min, pay.max) {
        (Some(min), Some(max)) => min <= max,
        (None, None) => false,
        _ => true,
    };
    amount(pay.min) && amount(pay.max) && ordered
}

fn columns(roles: &[Role], rates: Rates) -> Columns {
    let titles: BTreeSet<&str> = roles.iter().map(|r| r.title.as_str()).collect();
    let title_codes = numbers(titles.iter().copied());
    let (companies, company_codes) = dictionary(roles.iter().map(|r| &r.company));
    let places = || roles.iter().flat_map(|r| &r.places);
    let (cities, city_codes) = dictionary(places().filter_map(|p| p.city.as_ref()));
    let (skills, skill_codes) = dictionary(roles.iter().flat_map(|r| &r.skills));
    let regions: BTreeSet<&str> = places().filter_map(|p| p.region.as_deref()).collect();
    let region_codes = numbers(regions.iter().copied());
    let countries: BTreeSet<Country> = places().map(|p| p.country).collect();
    let country_codes = numbers(countries.iter().copied());

    let mut out = Columns { rates, companies, cities, skills, ..Columns::default() };
    number_sets(roles, &mut out, |place| PlaceCodes {
        city: place.city.as_ref().map_or(0, |c| city_codes[c.slug.as_str()] + 1),
        region: place.region.as_deref().map_or(0, |r| region_codes[r] + 1),
        country: country_codes[&place.country],
    });
    for role in roles {
        out.ids.push(role.id);
        out.title.push(title_codes[role.title.as_str()]);
        out.company.push(company_codes[role.company.slug.as_str()]);
        out.category.push(role.category.code());
        out.level.push(role.level.code());
        out.workplace.push(role.workplace.code());
        out.employment.push(role.employment.code());
        out.visa.push(role.visa.code());
        // More skills than that are refused when the snapshot is opened.
        let mut codes: Vec<u16> =
            role.skills.iter().filter_map(|s| u16::try_from(skill_codes[s.slug.as_str()]).ok()).collect();
        codes.sort_unstable();
        out.skill.push(codes);
        out.pay.push(role.pay);
        out.published.push(minute(role.published));
        out.first_seen.push(minute(role.first_seen));
    }
    titles.iter().for_each(|t| out.titles.push(t));
    regions.iter().for_each(|r| out.regions.push(r));
    out.countries = countries.into_iter().collect();
    out
}

/// Numbers places, their sets and the open sets from the oldest role on, so that a new role changes no number of those before
/// it: what a browser fetches that has the snapshot before is half as much by that.
fn number_sets(roles: &[Role], out: &mut Columns, codes: impl Fn(&Place) -> PlaceCodes) {
    let mut places = Numbered::default();
    let mut sets = Numbered::default();
    sets.number(Vec::new());
    let mut open = Numbered::default();
    open.number(OpenTo::Unspecified);
    for role in roles.iter().rev() {
        // Two labels of one city's slug are one place.
        let mut seen = BTreeSet::new();
        let set = role.places.iter().map(|place| places.number(codes(place)));
        let set: Vec<u32> = set.filter(|&place| seen.insert(place)).collect();
        out.place_set.push(sets.number(set));
        out.open_set.push(open.number(role.open_to.clone()));
    }
    out.place_set.reverse();
    out.open_set.reverse();
    out.places = places.values;
    sets.values.into_iter().for_each(|set| out.place_sets.push(set));
    out.open_sets = open.values;
}

/// Values by slug, sorted, and each slug's number. Of two labels of one slug the first stays.
fn dictionary<'a>(values: impl Iterator<Item = &'a Value>) -> (Dictionary, HashMap<&'a str, u32>) {
    let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
    for value in values {
        labels.entry(&value.slug).or_insert(&value.label);
    }
    let mut out = Dictionary { slugs: Strings::default(), labels: Strings::default() };
    for (slug, label) in &labels {
        out.slugs.push(slug);
        out.labels.push(label);
    }
    let codes = numbers(labels.into_keys());
    (out, codes)
}

fn numbers<T: Hash + Eq>(sorted: impl Iterator<Item = T>) -> HashMap<T, u32> {
    sorted.zip(0..).collect()
}

/// Distinct values in the order of their first use.
struct Numbered<T> {
    numbers: HashMap<T, u32>,
    values: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Numbered<T> {
        Numbered { numbers: HashMap::new(), values: Vec::new() }
    }
}

impl<T: Hash + Eq + Clone> Numbered<T> {
    fn number(&mut self, value: T) -> u32 {
        let next = self.values.len() as u32;
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        })
    }
}
