//! Regions, countries and groups of countries by name and code.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::place::{Country, Place, Region, Territory};
use foldhash::fast::RandomState;

use crate::scan::spaced;

const COUNTRIES: &str = include_str!("../../data/country-codes.tsv");
const COUNTRY_NAMES: &str = include_str!("../../data/country-names.tsv");
const REGIONS: &str = include_str!("../../data/regions.tsv");

/// Groups of countries that postings name and records have no code for.
const GROUPS: &[(&str, &str)] = &[
    ("dach|d a ch|dach region", "AT CH DE"),
    ("nordics|nordic|the nordics|nordic countries|nordic region", "DK FI IS NO SE"),
    ("scandinavia", "DK NO SE"),
    ("benelux", "BE LU NL"),
    ("iberia|iberian peninsula", "ES PT"),
    ("baltics|the baltics|baltic states|baltic", "EE LT LV"),
    ("anz|australasia|oceania", "AU NZ"),
    ("uki|uk i|british isles", "GB IE"),
    ("gcc|gulf", "AE BH KW OM QA SA"),
    ("southeast asia|south east asia|asean", "BN ID KH LA MM MY PH SG TH VN"),
    (
        "cee|central and eastern europe|eastern europe|central eastern europe",
        "BG CZ EE HR HU LT LV PL RO SI SK",
    ),
    ("middle east", "AE BH IL IQ IR JO KW LB OM PS QA SA SY YE"),
    ("mena", "AE BH DZ EG IQ IR JO KW LB LY MA OM PS QA SA SY TN YE"),
    (
        "africa|sub saharan africa",
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD \
         SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW",
    ),
    ("central america", "BZ CR GT HN NI PA SV"),
];

const MACROS: &[(Region, &str)] = &[
    (Region::Emea, "emea|europe middle east and africa|europe middle east africa"),
    (
        Region::Eu,
        "eu|european union|europe|continental europe|western europe|europa|unia europejska|union europeenne|union europea|eu only",
    ),
    (Region::Eea, "eea|european economic area"),
    (Region::Latam, "latam|latin america|south america|lat am|latinoamerica|america latina|amerique latine"),
    (Region::Apac, "apac|asia pacific|asia|apj|japac|asia pac"),
    (Region::Na, "north america|noram|namer|nam|northam|nordamerika|amerique du nord|norteamerica"),
    (Region::Amer, "americas|amer|the americas|amers"),
];

/// What narrows a city down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Within {
    Country(Country),
    /// A first-order division of a country.
    Admin(Country, &'static str),
}

impl Within {
    pub fn country(self) -> Country {
        match self {
            Within::Country(country) | Within::Admin(country, _) => country,
        }
    }

    /// The place that is known by this alone.
    pub fn place(self) -> Place {
        match self {
            Within::Country(country) => Place { city: None, region: None, country },
            Within::Admin(country, admin1) => {
                Place { city: None, region: Some(format!("{}.{admin1}", country.code())), country }
            }
        }
    }
}

struct Tables {
    wide: HashMap<String, Vec<Within>, RandomState>,
    codes: HashMap<&'static str, Vec<Within>, RandomState>,
    groups: HashMap<&'static str, Vec<Territory>, RandomState>,
}

/// Countries and regions by folded name, and by code in capitals. Regions stand before countries: "Atlanta, Georgia" and
/// "Palo Alto, CA" are more often written than "Tbilisi, Georgia" and "Toronto, CA", and a city decides between them.
static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut wide: HashMap<String, Vec<Within>, RandomState> = HashMap::default();
    let mut codes: HashMap<&'static str, Vec<Within>, RandomState> = HashMap::default();
    let mut lines: Vec<(bool, Country, &str, &str, &str)> = Vec::new();
    for line in REGIONS.lines() {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [country, admin1, short, long] = cells[..] else { continue };
        lines.extend(
            Country::parse(country).map(|country| (country.code() != "US", country, admin1, short, long)),
        );
    }
    // States of the US before regions elsewhere.
    lines.sort_by_key(|line| line.0);
    for (_, country, admin1, short, long) in lines {
        let within = Within::Admin(country, admin1);
        short.split('|').filter(|s| !s.is_empty()).for_each(|s| codes.entry(s).or_default().push(within));
        long.split('|')
            .filter(|s| !s.is_empty())
            .for_each(|s| wide.entry(s.to_owned()).or_default().push(within));
    }
    for line in COUNTRIES.lines() {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [code, iso3, name] = cells[..] else { continue };
        let Some(country) = Country::parse(code) else { continue };
        let within = Within::Country(country);
        codes.entry(code).or_default().push(within);
        codes.entry(iso3).or_default().push(within);
        wide.entry(spaced(name)).or_default().push(within);
    }
    for (code, names) in COUNTRY_NAMES.lines().filter_map(|line| line.split_once('\t')) {
        let Some(country) = Country::parse(code) else { continue };
        for name in names.split('|') {
            let entry = wide.entry(name.to_owned()).or_default();
            // "Wales" is a region and its country: the region says more.
            if entry.iter().all(|w| w.country() != country) {
                entry.push(Within::Country(country));
            }
        }
    }
    Tables { wide, codes, groups: groups() }
});

/// The regions and countries of that folded name.
pub fn wide(name: &str) -> &'static [Within] {
    TABLES.wide.get(name).map_or(&[], Vec::as_slice)
}

/// The regions and countries of that code, which is written in capitals.
pub fn code(code: &str) -> &'static [Within] {
    TABLES.codes.get(code).map_or(&[], Vec::as_slice)
}

/// The group of countries of that folded name; empty where there is none.
pub fn group(name: &str) -> &'static [Territory] {
    TABLES.groups.get(name).map_or(&[], Vec::as_slice)
}

fn groups() -> HashMap<&'static str, Vec<Territory>, RandomState> {
    let regions = MACROS.iter().map(|(region, names)| (*names, vec![Territory::Region(*region)]));
    let countries =
        |codes: &str| codes.split(' ').filter_map(Country::parse).map(Territory::Country).collect();
    let all = regions.chain(GROUPS.iter().map(|(names, codes)| (*names, countries(codes))));
    all.flat_map(|(names, group)| names.split('|').map(move |name| (name, group.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_go_by_many_names() {
        let check = |name: &str, expected: &str| {
            let codes: Vec<String> = wide(name).iter().map(|w| w.country().code().to_owned()).collect();
            assert_eq!(codes.join(" "), expected, "{name}");
        };
        for name in ["germany", "deutschland", "allemagne", "alemania", "duitsland", "niemcy", "alemanha"] {
            check(name, "DE");
        }
        check("georgia", "US GE");
        check("england", "GB");
        check("u s", "US");
        check("schweiz", "CH");
        check("polska", "PL");
    }
}
