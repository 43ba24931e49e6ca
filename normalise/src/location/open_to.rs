//! From where a remote role may be done: by its locations, else by what the text asks of those who apply.

use std::sync::LazyLock;

use catalog::place::{OpenTo, Territory};

use super::resolve::{Context, resolve};
use super::{Stated, pieces, wide};
use crate::clues::{About, Clues};
use crate::scan::{Phrases, padded, spaced};
use crate::{Derived, Field};

/// Territories beside the word "remote", else all that the locations name; "anywhere"; else the text.
pub(super) fn read(stated: &Stated, clues: &Clues<'_>) -> Derived<OpenTo> {
    let beside = stated.territories.iter().any(|(.., remote)| *remote);
    let named = stated.territories.iter().filter(|(.., remote)| *remote || !beside);
    let mut texts: Vec<&str> = Vec::new();
    let mut territories = Vec::new();
    for (territory, text, _) in named {
        territories.push(*territory);
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    // "Cairo; Dublin; Remote": a remote place beside several countries says not from which.
    let apart = !beside && stated.is_remote_apart && territories.iter().any(|t| *t != territories[0]);
    if !territories.is_empty() && !apart {
        return Derived::new(only(territories), Field::Location, &texts.join("; "));
    }
    if let Some(text) = &stated.worldwide {
        return Derived::new(OpenTo::Worldwide, Field::Location, text);
    }
    from_text(clues)
}

fn only(mut territories: Vec<Territory>) -> OpenTo {
    territories.sort();
    territories.dedup();
    OpenTo::Only(territories)
}

/// A sentence without one of these says nothing of who may apply.
pub const STEMS: &str = "anywhere|based in|located|reside in|residing in|live in|living in|residents of|remote|candidates in|candidates from|candidates across|applicants|hire in|hire globally|hire worldwide|be within|innerhalb|depuis|desde|residir|todo o|binnen|z terenu|na terenie|weltweit";
const WORLDWIDE: &str = "anywhere in the world|from anywhere in the world|remote worldwide|worldwide remote|work from anywhere worldwide|anywhere on earth|anywhere around the world|from any country|hire globally|hire worldwide|remote arbeit weltweit|weltweit remote|uberall auf der welt|partout dans le monde|cualquier parte del mundo|qualquer lugar do mundo|remote global";
/// A sentence that speaks of who may apply.
const ASKS: &str = "remote|remotely|candidate|candidates|applicant|applicants|must be|must|role|position|eligible|open to|hiring|hire|only|you need to be|you can be|teletravail|remoto|remota|teletrabajo|afstand|zdalna|zdalnie|homeoffice";
/// A sentence that speaks of something else, or of a few weeks.
const OTHERS: &str = "customers|clients|users|headquartered|founded|team is|teams are|teams based|team based|offices in|companies|investors|colleagues|employees in|headquarters|stakeholders|partners|days a year|days per year|weeks a year|weeks per year|weeks each year|month a year";

/// What a place stands behind.
const BEHIND: [&str; 44] = [
    "anywhere in ",
    "anywhere within ",
    "based in ",
    "located in ",
    "located within ",
    "reside in ",
    "residing in ",
    "reside in one of the following states: ",
    "live in ",
    "living in ",
    "residents of ",
    "remote in ",
    "remote from ",
    "remote within ",
    "remotely in ",
    "remotely from ",
    "remotely within ",
    "remotely across ",
    "candidates in ",
    "candidates from ",
    "candidates across ",
    "applicants in ",
    "applicants from ",
    "hire in ",
    "following states: ",
    "following countries: ",
    "can be within ",
    "must be within ",
    "location: remote, ",
    "location: remote (",
    "remote - ",
    "remote – ",
    "remote (",
    "innerhalb ",
    "remote aus ",
    "remote depuis ",
    "télétravail depuis ",
    "cualquier lugar de ",
    "residir en ",
    "todo o ",
    "binnen ",
    "z terenu ",
    "na terenie ",
    "residir no ",
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([WORLDWIDE, ASKS, OTHERS]));

/// "Anywhere in the world", "open to candidates based in the US", "must reside in Canada".
fn from_text(clues: &Clues<'_>) -> Derived<OpenTo> {
    for raw in clues.sentences(About::OpenTo) {
        let marks = PHRASES.marks(&padded(raw));
        if marks & 1 != 0 && marks & 4 == 0 {
            return Derived::new(OpenTo::Worldwide, Field::Description, raw);
        }
        if marks & 2 == 0 || marks & 4 != 0 {
            continue;
        }
        let lower = raw.to_ascii_lowercase();
        let places = BEHIND.iter().filter_map(|words| lower.find(words).map(|at| &raw[at + words.len()..]));
        for place in places {
            let territories = territories(place);
            if !territories.is_empty() {
                return Derived::new(only(territories), Field::Description, raw);
            }
        }
    }
    Derived::default()
}

/// Words that a list of countries hardly has more than.
const LONGEST: usize = 16;

/// The countries and groups of them that the words begin with, where these name nothing else.
fn territories(text: &str) -> Vec<Territory> {
    let end = text.find(|c: char| ".;()!?:".contains(c)).unwrap_or(text.len());
    // "the U.S.": points within a name end nothing.
    let head = if text[..end].len() <= 6 && text[end..].starts_with('.') {
        text.get(..end + 4).unwrap_or(text)
    } else {
        &text[..end]
    };
    let words: Vec<&str> = head.split_whitespace().take(LONGEST).collect();
    let found = (1..=words.len()).rev().map(|most| named(&words[..most].join(" ")));
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// What the words name, if it is countries and groups of them alone. Of "innerhalb Deutschlands" the last letter is its case.
fn named(words: &str) -> Vec<Territory> {
    let mut out = Vec::new();
    for segment in pieces::segments(words.trim_end_matches(',')) {
        for group in &segment.groups {
            let mut found = resolve(group, Context::default());
            if let Some(name) = words.strip_suffix('s').filter(|_| found.is_open && group.len() == 1) {
                found.places.extend(wide::wide(&spaced(name)).first().map(|within| within.place()));
                found.is_open = found.places.is_empty();
            }
            if found.is_open || found.places.iter().any(|p| p.city.is_some()) {
                return Vec::new();
            }
            out.extend(found.groups);
            out.extend(found.places.iter().map(|p| Territory::Country(p.country)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use catalog::place::Region;

    use super::*;

    #[test]
    fn texts_say_from_where() {
        let check = |text: &str, expected: &str| {
            let shown = match from_text(&Clues::of(text)).value {
                OpenTo::Unspecified => "-".to_owned(),
                OpenTo::Worldwide => "worldwide".to_owned(),
                OpenTo::Only(all) => {
                    let code = |t: &Territory| match t {
                        Territory::Region(region) => region.code().to_owned(),
                        Territory::Country(country) => country.code().to_owned(),
                    };
                    all.iter().map(code).collect::<Vec<_>>().join(" ")
                }
            };
            assert_eq!(shown, expected, "{text}");
        };
        check("This remote role is open to candidates based in Canada.", "CA");
        check("You must reside in the United States.", "US");
        check("A remote role for people anywhere in the U.S. with a licence", "US");
        check("Work from anywhere in the world.", "worldwide");
        check("Remote within Europe only", Region::Eu.code());
        check("Our customers are based in Canada.", "-");
        check("We are headquartered in the US and hire remote people.", "-");
        check("The role is based in Berlin.", "-");
        check("Remote candidates based in Latvia, Estonia or Finland are welcome", "EE FI LV");
        check("Applicants must live in Nevada, Utah or Idaho.", "US");
        check("You can work remotely from anywhere in Europe.", "EU");
        check("We are open to candidates across EMEA.", "EMEA");
        check("Vollständig remote innerhalb Österreichs", "AT");
        check("Puesto 100% remoto desde cualquier lugar de Chile", "CL");
        check("Volledig op afstand binnen België", "BE");
        check("Work from anywhere in the world for up to 20 days a year, remote", "-");
        check("A remote role with teams based in Japan", "-");
    }
}
