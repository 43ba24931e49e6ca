//! Cities, regions and countries by name.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::place::{Country, Place, Region};
use catalog::schema::Value;
use catalog::text::fold;

const PLACES: &str = include_str!("../../data/places.tsv");
const COUNTRIES: &str = include_str!("../../data/country-codes.tsv");
const STATES: &str = include_str!("../../data/us-states.tsv");

/// What postings call places that the table has under another name.
const ALIASES: &[(&str, &str)] = &[
    ("capetown", "cape-town-za"),
    ("cpt", "cape-town-za"),
    ("jhb", "johannesburg-za"),
    ("dbn", "durban-za"),
    ("pta", "pretoria-za"),
    ("sea", "seattle-us"),
    ("chi", "chicago-us"),
    ("atl", "atlanta-us"),
    ("dub", "dublin-ie"),
    ("ny", "new-york-city-us"),
    ("new york", "new-york-city-us"),
    ("nyc", "new-york-city-us"),
    ("new york city area", "new-york-city-us"),
    ("manhattan", "new-york-city-us"),
    ("sf", "san-francisco-us"),
    ("sf bay area", "san-francisco-us"),
    ("san francisco bay area", "san-francisco-us"),
    ("bay area", "san-francisco-us"),
    ("ssf", "south-san-francisco-us"),
    ("washington dc", "washington-us"),
    ("washington d c", "washington-us"),
    ("dc", "washington-us"),
    ("bangalore", "bengaluru-in"),
    ("bengaluru", "bengaluru-in"),
    ("gurgaon", "gurugram-in"),
    ("frankfurt", "frankfurt-am-main-de"),
    ("sao paulo", "sao-paulo-br"),
    ("kiev", "kyiv-ua"),
    ("montreal", "montreal-ca"),
    ("tel aviv", "tel-aviv-il"),
    ("greater london", "london-gb"),
    ("lon", "london-gb"),
    ("dublin hq", "dublin-ie"),
    ("mexico city", "mexico-city-mx"),
    ("cdmx", "mexico-city-mx"),
    ("koln", "koeln-de"),
];

/// What postings call countries beside their names.
const COUNTRY_ALIASES: &[(&str, &str)] = &[
    ("usa", "US"),
    ("u s", "US"),
    ("u s a", "US"),
    ("united states of america", "US"),
    ("us", "US"),
    ("uk", "GB"),
    ("u k", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("uae", "AE"),
    ("deutschland", "DE"),
    ("espana", "ES"),
    ("brasil", "BR"),
    ("czech republic", "CZ"),
    ("czechia", "CZ"),
    ("the netherlands", "NL"),
    ("holland", "NL"),
    ("netherlands", "NL"),
    ("turkiye", "TR"),
    ("turkey", "TR"),
    ("korea", "KR"),
    ("south korea", "KR"),
    ("republic of ireland", "IE"),
    ("schweiz", "CH"),
    ("osterreich", "AT"),
    ("polska", "PL"),
    ("italia", "IT"),
    ("viet nam", "VN"),
    ("cote d ivoire", "CI"),
    ("ivory coast", "CI"),
    ("maroc", "MA"),
    ("algerie", "DZ"),
    ("tunisie", "TN"),
    ("belgique", "BE"),
    ("hong kong", "HK"),
];

const PROVINCES: &[(&str, &str)] = &[
    ("ontario", "08"),
    ("on", "08"),
    ("quebec", "10"),
    ("qc", "10"),
    ("british columbia", "02"),
    ("bc", "02"),
    ("alberta", "01"),
    ("ab", "01"),
    ("nova scotia", "07"),
    ("ns", "07"),
    ("manitoba", "03"),
    ("mb", "03"),
];

/// A row of the table.
pub struct City {
    slug: &'static str,
    name: &'static str,
    pub country: Country,
    pub admin1: &'static str,
    /// Inhabitants, thousands.
    pub population: u32,
}

impl City {
    pub fn place(&self) -> Place {
        let city = Value { slug: self.slug.to_owned(), label: self.name.to_owned() };
        Place {
            city: Some(city),
            region: Some(format!("{}.{}", self.country.code(), self.admin1)),
            country: self.country,
        }
    }
}

/// What narrows a city down.
#[derive(Clone, Debug, PartialEq)]
pub enum Within {
    Country(Country),
    /// An admin-1 region.
    Admin(Country, String),
}

struct Tables {
    cities: Vec<City>,
    /// Folded name to rows, most populous first; rows that go by the name come before those with it as another name.
    names: HashMap<String, Vec<u32>>,
    countries: HashMap<String, Country>,
    states: HashMap<String, Vec<Within>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut cities = Vec::new();
    let mut names: HashMap<String, Vec<(bool, u32)>> = HashMap::new();
    let mut by_slug = HashMap::new();
    for line in PLACES.lines() {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [slug, name, country, admin1, population, others] = cells[..] else { continue };
        let Some(country) = Country::parse(country) else { continue };
        let row = cities.len() as u32;
        cities.push(City { slug, name, country, admin1, population: population.parse().unwrap_or(0) });
        by_slug.insert(slug, row);
        names.entry(spaced(name)).or_default().push((true, row));
        for other in others.split('|').filter(|o| !o.is_empty()) {
            names.entry(spaced(other)).or_default().push((false, row));
        }
    }
    let mut names: HashMap<String, Vec<u32>> = names
        .into_iter()
        .map(|(name, mut rows)| {
            let people = |row: u32| cities[row as usize].population;
            rows.sort_by_key(|&(own, row)| (std::cmp::Reverse(own), std::cmp::Reverse(people(row))));
            rows.dedup_by_key(|(_, row)| *row);
            (name, rows.into_iter().map(|(_, row)| row).collect())
        })
        .collect();
    for (alias, slug) in ALIASES {
        if let Some(&row) = by_slug.get(slug) {
            let rows: &mut Vec<u32> = names.entry((*alias).to_owned()).or_default();
            rows.retain(|&r| r != row);
            rows.insert(0, row);
        }
    }
    Tables { cities, names, countries: countries(), states: states() }
});

fn countries() -> HashMap<String, Country> {
    let mut out = HashMap::new();
    for line in COUNTRIES.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [code, iso3, name] = cells[..]
            && let Some(country) = Country::parse(code)
        {
            out.insert(spaced(name), country);
            out.insert(iso3.to_lowercase(), country);
        }
    }
    for (name, code) in COUNTRY_ALIASES {
        if let Some(country) = Country::parse(code) {
            out.insert((*name).to_owned(), country);
        }
    }
    out
}

fn states() -> HashMap<String, Vec<Within>> {
    let mut out: HashMap<String, Vec<Within>> = HashMap::new();
    let (us, ca) = (Country::parse("US"), Country::parse("CA"));
    for (code, name) in STATES.lines().filter_map(|l| l.split_once('\t')) {
        if let Some(us) = us {
            let within = Within::Admin(us, code.to_owned());
            out.entry(code.to_lowercase()).or_default().push(within.clone());
            out.entry(spaced(name)).or_default().push(within);
        }
    }
    for (name, code) in PROVINCES {
        if let Some(ca) = ca {
            out.entry((*name).to_owned()).or_default().push(Within::Admin(ca, (*code).to_owned()));
        }
    }
    out
}

/// Folded words with single spaces.
pub fn spaced(text: &str) -> String {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The country of that name, other name or ISO-3 code.
pub fn country(name: &str) -> Option<Country> {
    TABLES.countries.get(name).copied()
}

/// The US state or Canadian province of that name or code.
pub fn state(name: &str) -> Option<Within> {
    TABLES.states.get(name).and_then(|w| w.first()).cloned()
}

/// The region of that name.
pub fn region(name: &str) -> Option<Region> {
    Some(match name {
        "emea" | "europe middle east and africa" => Region::Emea,
        "eu" | "european union" | "europe" | "within europe" | "eu only" => Region::Eu,
        "eea" => Region::Eea,
        "latam" | "latin america" | "south america" => Region::Latam,
        "apac" | "asia pacific" | "asia" => Region::Apac,
        "north america" | "noram" => Region::Na,
        "americas" | "amer" | "the americas" => Region::Amer,
        _ => return None,
    })
}

/// The city of that name: within a country or region where one is given, else the most populous, which must have 50,000
/// inhabitants for its name alone to mean it.
pub fn city(name: &str, within: Option<&Within>) -> Option<&'static City> {
    let rows = TABLES.names.get(name)?;
    let mut cities = rows.iter().map(|&row| &TABLES.cities[row as usize]);
    match within {
        Some(Within::Country(country)) => cities.find(|c| c.country == *country),
        Some(Within::Admin(country, admin1)) => cities.find(|c| c.country == *country && c.admin1 == admin1),
        None => cities.find(|c| c.population >= 50),
    }
}
