//! From where a role may be done, by the feed's own field for exactly that.

use catalog::place::{Country, OpenTo, Territory};

use super::Stated;
use crate::scan::spaced;
use crate::{Derived, Field};

/// How feeds write that there is no restriction.
const WORLD: [&str; 6] = ["worldwide", "world wide", "anywhere", "anywhere in the world", "global", "world"];

/// What the field says.
#[derive(Default)]
pub(super) struct Restriction<'a> {
    territories: Vec<(Territory, &'a str)>,
    countries: Vec<(Country, &'a str)>,
    worldwide: Option<&'a str>,
    /// Whether an entry means something else: then nobody knows what all of them come to.
    unknown: bool,
}

impl<'a> Restriction<'a> {
    /// Reads the field's entries.
    pub fn of(texts: &[&'a str]) -> Restriction<'a> {
        let mut out = Restriction::default();
        for &text in texts {
            let folded = spaced(text);
            if WORLD.contains(&folded.as_str()) {
                out.worldwide = Some(text);
                continue;
            }
            let mut stated = Stated::default();
            stated.add(folded.strip_prefix("anywhere in ").unwrap_or(text), None);
            out.countries.extend(stated.places.iter().map(|p| (p.value.country, text)));
            out.unknown |= stated.territories.is_empty() || !stated.unresolved.is_empty();
            out.territories.extend(stated.territories.into_iter().map(|(territory, ..)| (territory, text)));
        }
        out.countries.sort();
        out.countries.dedup_by_key(|(country, _)| *country);
        out.territories.sort();
        out.territories.dedup_by_key(|(territory, _)| *territory);
        out
    }

    /// The countries that it names, each with its entry: those of a group are no places.
    pub fn countries(&self) -> impl Iterator<Item = (Country, &'a str)> {
        self.countries.iter().copied()
    }

    /// `None` where the field is empty. A role that is open to all the world is restricted to nothing, whatever else stands
    /// beside it.
    pub fn open_to(&self) -> Option<Derived<OpenTo>> {
        if let Some(text) = self.worldwide {
            return Some(Derived::new(OpenTo::Worldwide, Field::Structured, text));
        }
        if self.unknown {
            return Some(Derived::default());
        }
        let texts: Vec<&str> = self.territories.iter().map(|(_, text)| *text).collect();
        let territories: Vec<Territory> = self.territories.iter().map(|(territory, _)| *territory).collect();
        (!territories.is_empty())
            .then(|| Derived::new(OpenTo::Only(territories), Field::Structured, &texts.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Input;
    use crate::location::read;

    #[test]
    fn restrictions_of_the_feed_count_before_places() {
        let check = |locations: &[&str], restricted_to: &[&str], places: &str, open_to: &[&str]| {
            let input = Input { locations, restricted_to, remote_source: true, ..Input::default() };
            let read = read(&input);
            let shown: Vec<String> = read
                .places
                .iter()
                .map(|p| p.value.city.as_ref().map_or(p.value.country.code().to_owned(), |c| c.slug.clone()))
                .collect();
            assert_eq!(shown.join(" "), places, "{restricted_to:?}");
            let found = match read.open_to.value {
                OpenTo::Only(all) => all
                    .iter()
                    .map(|t| match t {
                        Territory::Country(c) => c.code().to_owned(),
                        Territory::Region(r) => r.code().to_owned(),
                    })
                    .collect(),
                OpenTo::Worldwide => vec!["worldwide".to_owned()],
                OpenTo::Unspecified => Vec::new(),
            };
            assert_eq!(found, open_to, "{restricted_to:?}");
        };
        check(&[], &["United States"], "US", &["US"]);
        check(&[], &["Austria", "Germany"], "AT DE", &["AT", "DE"]);
        check(&["Lisbon"], &["Europe"], "lisbon-pt", &["EU"]);
        check(&[], &["Bosnia and Herzegovina"], "BA", &["BA"]);
        check(&[], &["Worldwide"], "", &["worldwide"]);
        check(&[], &["Anywhere in the World"], "", &["worldwide"]);
        check(&[], &["Anywhere in Canada"], "CA", &["CA"]);
        check(&[], &["North America Only"], "", &["NA"]);
        check(&[], &["DACH"], "", &["AT", "CH", "DE"]);
        check(&[], &["Narnia"], "", &[]);
        check(&[], &["Brazil", "Narnia"], "BR", &[]);
        check(&[], &[], "", &[]);
    }
}
