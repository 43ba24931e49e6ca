//! Cities and towns by name.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::place::{Country, Place};
use catalog::schema::Value;
use catalog::text::{fold, slugify};

use super::wide::Within;
use crate::scan::spaced;

const PLACES: &str = include_str!("../../data/places.tsv");
const TOWNS: &str = include_str!("../../data/towns.tsv");
const PLACE_NAMES: &str = include_str!("../../data/place-names.tsv");

/// Names that alone could be anything: a state, a word, a district.
const NOT_ALONE: &[&str] = &[
    "victoria",
    "central",
    "university",
    "union",
    "enterprise",
    "mission",
    "deal",
    "sale",
    "of",
    "commerce",
    "san",
    "industry",
    "best",
    "orange",
    "campus",
    "washington",
    "la union",
    "opportunity",
    "online",
    "media",
    "west",
    "east",
    "north",
    "south",
    "any",
    "bar",
    "as",
    "of",
    "home",
    "most",
    "tech",
    "data",
    "mobile",
    "split",
    "nice",
    "select",
];

/// Words that some town alone goes by, and that stand where a place should more often than the town does.
const WORDS: &str = " boundary celebration champion complexe concrete continental conversion engineer equality experiment friendly hospital northwest perseverance principal purchase receiving redemption reliance research steadfast campagne carriere creances ";
/// Letters from which a name that only one town has is hardly anything else.
const DISTINCT: usize = 8;

/// Thousands of inhabitants of a city that is meant where its name only begins what is written.
const WORLD: u32 = 500;

/// Letters that its name has more than: "LA" and "San" begin others' names.
const LONG: usize = 4;

/// A row of the tables.
pub struct City {
    /// Assigned; a town's is made of its GeoNames id.
    slug: Result<&'static str, u32>,
    name: &'static str,
    pub country: Country,
    pub admin1: &'static str,
    /// Inhabitants, thousands; none for towns.
    pub people: u32,
}

impl City {
    pub fn place(&self) -> Place {
        let slug = match self.slug {
            Ok(slug) => slug.to_owned(),
            Err(id) => format!("{}-{}-{id}", slugify(self.name), self.country.code().to_ascii_lowercase()),
        };
        let city = Value { slug, label: self.name.to_owned() };
        Place {
            city: Some(city),
            region: Some(format!("{}.{}", self.country.code(), self.admin1)),
            country: self.country,
        }
    }

    /// Whether the name is a part of its own: "Johor" of "Johor Bahru".
    pub fn is_called_more(&self, name: &str) -> bool {
        let own = fold(self.name);
        own.len() > name.len() && own.starts_with(name)
    }

    /// Whether it lies there.
    pub fn is_in(&self, within: Within) -> bool {
        match within {
            Within::Country(country) => self.country == country,
            Within::Admin(country, admin1) => self.country == country && self.admin1 == admin1,
        }
    }
}

/// How a row goes by a name. The order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Postings mean it by this, as the project's list says.
    Meant,
    Own,
    Other,
}

struct Tables {
    cities: Vec<City>,
    /// Hashes of names with rows, sorted: those of a name stand together, the most trusted and populous first. At 64 bits, two
    /// of half a million names share a hash with a chance of 1 in 10⁸.
    names: Vec<(u64, Kind, u32)>,
    /// Where the names of each 16 highest bits begin: a search over all of them would miss the cache at every step.
    starts: Vec<u32>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut cities = Vec::new();
    let mut names = Vec::new();
    let mut slugs = HashMap::new();
    for line in PLACES.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (slug, name, country, admin1, people, others) = (cell(), cell(), cell(), cell(), cell(), cell());
        let Some(country) = Country::parse(country) else { continue };
        let row = cities.len() as u32;
        cities.push(City { slug: Ok(slug), name, country, admin1, people: people.parse().unwrap_or(0) });
        slugs.insert(slug, row);
        names.push((key(&fold(name)), Kind::Own, row));
        let others = others.split('|').filter(|other| !other.is_empty());
        names.extend(others.map(|other| (key(other), Kind::Other, row)));
    }
    for line in TOWNS.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (name, country, admin1, id) = (cell(), cell(), cell(), cell());
        let (Some(country), Ok(id)) = (Country::parse(country), id.parse()) else { continue };
        names.push((key(&fold(name)), Kind::Own, cities.len() as u32));
        cities.push(City { slug: Err(id), name, country, admin1, people: 0 });
    }
    for (slug, others) in PLACE_NAMES.lines().filter_map(|line| line.split_once('\t')) {
        let Some(&row) = slugs.get(slug) else { continue };
        names.extend(others.split('|').map(|other| (key(other), Kind::Meant, row)));
    }
    // Towns stand in the order of their population, behind all cities.
    names.sort_unstable_by_key(|&(key, kind, row)| {
        (key, kind, std::cmp::Reverse(cities[row as usize].people), row)
    });
    names.dedup_by_key(|&mut (key, _, row)| (key, row));
    let starts =
        (0..=1 << 16).map(|top: u64| names.partition_point(|&(key, ..)| key >> 48 < top) as u32).collect();
    Tables { cities, names, starts }
});

/// The hash of a folded name's words (FNV-1a), with the words for which there are two spellings in one.
fn key(name: &str) -> u64 {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let spelt = words.map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        "ft" => "fort",
        "mt" => "mount",
        "afb" => "air force base",
        word => word,
    });
    spelt
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn rows(name: &str) -> impl Iterator<Item = (Kind, &'static City)> {
    let wanted = key(name);
    let top = (wanted >> 48) as usize;
    let (from, to) = (TABLES.starts[top] as usize, TABLES.starts[top + 1] as usize);
    let names = if name.is_empty() { &[][..] } else { &TABLES.names[from..to] };
    let from = names.partition_point(|&(key, ..)| key < wanted);
    let found = names[from..].iter().take_while(move |&&(key, ..)| key == wanted);
    found.map(|&(_, kind, row)| (kind, &TABLES.cities[row as usize]))
}

/// The most trusted and populous city of that name there.
pub fn city(name: &str, within: Within) -> Option<&'static City> {
    // The District of Columbia is one city.
    let district = matches!(within, Within::Admin(country, "DC") if country.code() == "US");
    let name = if district { "washington" } else { name };
    rows(name).map(|(_, city)| city).find(|city| city.is_in(within))
}

/// The city, rather than a town, that has the name there as its own.
pub fn rival(name: &str, within: Within) -> Option<&'static City> {
    let own = rows(name).filter(|(kind, city)| *kind != Kind::Other && city.people > 0);
    own.map(|(_, city)| city).find(|city| city.is_in(within))
}

/// Whether any city or town goes by the name.
pub fn is_city(name: &str) -> bool {
    rows(name).next().is_some()
}

/// Whether the place is a city of 100,000 inhabitants whose name is not a framework's.
pub fn is_well_known(place: &Place) -> bool {
    let Some(slug) = &place.city else { return false };
    let name = spaced(&slug.label);
    let found = rows(&name).map(|(_, city)| city).find(|city| city.slug == Ok(slug.slug.as_str()));
    found.is_some_and(|city| city.people >= 100) && !["phoenix", "aurora"].contains(&name.as_str())
}

/// Whether it is one of the names that the project's list gives a city.
pub fn is_meant(name: &str) -> bool {
    rows(name).next().is_some_and(|(kind, _)| kind == Kind::Meant)
}

/// What a name alone means.
pub enum Alone {
    /// One city, or by far the most populous of that name.
    City(&'static City),
    /// Several cities of one country.
    Country(Country),
    /// Cities of several countries, or none.
    Open,
}

/// What the name means where nothing narrows it: the city that the project's list gives it; else the city of 15,000
/// inhabitants that has twice as many as any other of the name.
pub fn alone(name: &str) -> Alone {
    let mut rows = rows(name).filter(|(_, city)| city.people > 0);
    let Some((kind, first)) = rows.next() else { return Alone::Open };
    if kind == Kind::Meant {
        return Alone::City(first);
    }
    // Other names are given too freely to be one's name in a place of few.
    if NOT_ALONE.contains(&name) || kind == Kind::Other && first.people < 50 || name.chars().count() < 3 {
        return Alone::Open;
    }
    let rivals: Vec<_> =
        rows.take_while(|(k, city)| *k == kind && city.people * 2 > first.people).map(|(_, c)| c).collect();
    match rivals.iter().all(|rival| rival.country == first.country) {
        true if rivals.is_empty() => Alone::City(first),
        true => Alone::Country(first.country),
        false => Alone::Open,
    }
}

/// The only place in the world of that one long word.
pub fn lone(name: &str) -> Option<&'static City> {
    let is_word = name.bytes().all(|b| b.is_ascii_lowercase()) && !WORDS.contains(&format!(" {name} "));
    let mut rows = rows(name).map(|(_, city)| city);
    let first = rows.next().filter(|_| is_word && name.len() >= DISTINCT)?;
    rows.next().is_none().then_some(first)
}

/// The city of the world that the first words name: "Berlin Mitte", "London EC2A". At most two words follow.
pub fn leading(name: &str) -> Option<&'static City> {
    let heads = name.match_indices(' ').map(|(at, _)| at).rev().take(2);
    let mut found =
        heads.filter(|&at| at > LONG && !is_of_a_name(&name[at..])).filter_map(|at| {
            match alone(&name[..at]) {
                Alone::City(city) if city.people >= WORLD => Some(city),
                _ => None,
            }
        });
    found.next()
}

/// "Boston Scientific", "Paris Street": what stands behind the city makes a name of another thing.
fn is_of_a_name(behind: &str) -> bool {
    const THINGS: [&str; 18] = [
        "road",
        "street",
        "avenue",
        "university",
        "college",
        "school",
        "scientific",
        "consulting",
        "group",
        "capital",
        "partners",
        "bank",
        "media",
        "club",
        "times",
        "team",
        "state",
        "county",
    ];
    behind.split(' ').any(|word| THINGS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_names_belong_to_cities() {
        let slugs: Vec<&str> = PLACES.lines().filter_map(|line| line.split('\t').next()).collect();
        for (slug, names) in PLACE_NAMES.lines().filter_map(|line| line.split_once('\t')) {
            assert!(slugs.contains(&slug), "{slug}");
            for name in names.split('|') {
                assert_eq!(spaced(name), name);
                assert!(matches!(alone(name), Alone::City(city) if city.slug == Ok(slug)), "{name}");
            }
        }
    }

    #[test]
    fn a_name_alone_means_the_far_greater() {
        let check = |name: &str, expected: &str| {
            let found = match alone(name) {
                Alone::City(city) => city.place().city.map(|c| c.slug).unwrap_or_default(),
                Alone::Country(country) => country.code().to_owned(),
                Alone::Open => "-".to_owned(),
            };
            assert_eq!(found, expected, "{name}");
        };
        check("london", "london-gb");
        check("dublin", "dublin-ie");
        check("cambridge", "-");
        check("springfield", "US");
        check("vancouver", "vancouver-ca");
        check("columbus", "columbus-us");
        check("central", "-");
        check("st louis", "st-louis-us");
        check("walldorf", "-");
    }

    #[test]
    fn towns_are_found_where_something_narrows_them() {
        let germany = Within::Country(Country::parse("DE").unwrap());
        assert_eq!(city("walldorf", germany).map(|c| c.name), Some("Walldorf"));
    }
}
