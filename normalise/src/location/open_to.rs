//! From where a remote role may be done: by its locations, else by what the text asks of those who apply.

use std::sync::LazyLock;

use catalog::place::{OpenTo, Territory};

use super::resolve::{Context, resolve};
use super::sentences::{About, Sentences};
use super::{Stated, pieces};
use crate::scan::{Phrases, padded};
use crate::{Derived, Field};

/// Territories beside the word "remote", else all that the locations name; "anywhere"; else the text.
pub(super) fn read(stated: &Stated, sentences: &Sentences<'_>) -> Derived<OpenTo> {
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
    from_text(sentences)
}

fn only(mut territories: Vec<Territory>) -> OpenTo {
    territories.sort();
    territories.dedup();
    OpenTo::Only(territories)
}

/// A sentence without one of these says nothing of who may apply.
pub const STEMS: &str = "anywhere|based in|located in|reside in|residing in|live in|living in|residents of|remote|candidates in|candidates from";
const WORLDWIDE: &str = "anywhere in the world|from anywhere in the world|remote worldwide|work from anywhere worldwide|anywhere on earth|anywhere around the world|from any country|all over the world|uberall auf der welt|partout dans le monde|cualquier parte del mundo|qualquer lugar do mundo|remote global";
/// A sentence that speaks of who may apply.
const ASKS: &str = "remote|candidate|candidates|applicant|applicants|must be|must|role|position|eligible|open to|hiring|hire|only";
/// A sentence that speaks of something else.
const OTHERS: &str = "customers|clients|users|headquartered|founded|team is|teams are|offices in|companies|investors|colleagues|employees in|headquarters";

/// What a place stands behind.
const BEHIND: [&str; 15] = [
    "anywhere in ",
    "based in ",
    "located in ",
    "reside in ",
    "residing in ",
    "live in ",
    "living in ",
    "residents of ",
    "remote in ",
    "remote from ",
    "remote within ",
    "candidates in ",
    "candidates from ",
    "location: remote, ",
    "remote - ",
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([WORLDWIDE, ASKS, OTHERS]));

/// "Anywhere in the world", "open to candidates based in the US", "must reside in Canada".
fn from_text(sentences: &Sentences<'_>) -> Derived<OpenTo> {
    for raw in sentences.about(About::OpenTo) {
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

/// The countries and groups of them that the words begin with, where these name nothing else.
fn territories(text: &str) -> Vec<Territory> {
    let end = text.find(|c: char| ",.;()!?:".contains(c)).unwrap_or(text.len());
    // "the U.S.": points within a name end nothing.
    let head = if text[..end].len() <= 6 && text[end..].starts_with('.') {
        text.get(..end + 4).unwrap_or(text)
    } else {
        &text[..end]
    };
    let words: Vec<&str> = head.split_whitespace().take(6).collect();
    let mut out = Vec::new();
    for most in (1..=words.len()).rev() {
        for segment in pieces::segments(&words[..most].join(" ")) {
            for group in &segment.groups {
                let found = resolve(group, Context::default());
                if found.is_open || found.places.iter().any(|p| p.city.is_some()) {
                    out.clear();
                    break;
                }
                out.extend(found.groups);
                out.extend(found.places.iter().map(|p| Territory::Country(p.country)));
            }
        }
        if !out.is_empty() {
            break;
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
            let shown = match from_text(&Sentences::of(text)).value {
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
    }
}
