//! On-site, hybrid or remote: by the feed's own field, the locations, the title, else by sentences of the text.

mod claims;
mod words;

use std::sync::LazyLock;

use catalog::schema::Workplace;

pub use self::words::STEMS;
use self::words::{HYBRID, HYBRID_PHRASES, NOT_REMOTE, ON_SITE, REMOTE};
use crate::clues::{About, Clues};
use crate::facts::Input;
use crate::scan::{Phrases, spaced};
use crate::{Derived, Field};

/// The feed's own field, its flag, the locations, the title, the text, then what the whole source is.
pub(super) fn read(
    input: &Input<'_>,
    locations: &[(Workplace, String)],
    clues: &Clues<'_>,
) -> Derived<Workplace> {
    let remote = locations.iter().find(|(workplace, _)| *workplace == Workplace::Remote);
    if let Some(hint) = input.workplace_hint
        && let Some(value) = of_hint(hint)
    {
        // "Remote (US)" among the locations of a hybrid role: it can be done from there, too.
        return match remote {
            Some((_, text)) if value != Workplace::Remote => {
                Derived::new(Workplace::Remote, Field::Location, text)
            }
            _ => Derived::new(value, Field::Structured, hint),
        };
    }
    let claim = claims::strongest(clues.sentences(About::Workplace));
    let is_remote = remote.is_some() || input.remote_flag == Some(true) || input.remote_source;
    if let Some(claim) = claim.as_ref().filter(|claim| claim.rank >= claims::Rank::Refusal && is_remote) {
        return claim.derived();
    }
    if input.remote_flag == Some(true) {
        return Derived::new(Workplace::Remote, Field::Structured, "remote: true");
    }
    if let Some((workplace, text)) = remote.or(locations.first()) {
        return Derived::new(*workplace, Field::Location, text);
    }
    if let Some(value) = of_words(&spaced(input.title)) {
        return Derived::new(value, Field::Title, input.title);
    }
    let from_text = claim.filter(|claim| !input.remote_source || claim.rank >= claims::Rank::Days);
    match from_text {
        Some(claim) => claim.derived(),
        None if input.remote_source => {
            Derived::new(Workplace::Remote, Field::Source, "a board of remote roles")
        }
        None => Derived::default(),
    }
}

/// The feed's own word: `HYBRID`, `On-site`, `Remote or hybrid`.
fn of_hint(hint: &str) -> Option<Workplace> {
    let words = spaced(hint);
    let both = words.contains("remote") && words.contains("hybrid") && words.split(' ').any(|w| w == "or");
    match words.as_str() {
        _ if both => Some(Workplace::Remote),
        "office" | "in the office" | "onsite only" => Some(Workplace::OnSite),
        words => of_words(words),
    }
}

/// Which of the lists have a phrase in the words, in their order.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        [HYBRID, HYBRID_PHRASES, NOT_REMOTE, REMOTE, ON_SITE]
            .map(|list| list.join("|"))
            .iter()
            .map(String::as_str),
    )
});

/// What the folded words of a location, title or field say.
pub fn of_words(words: &str) -> Option<Workplace> {
    let marks = PHRASES.marks(&format!(" {words} "));
    match marks {
        _ if marks & 0b00011 != 0 => Some(Workplace::Hybrid),
        _ if marks & 0b00100 != 0 => Some(Workplace::OnSite),
        _ if marks & 0b01000 != 0 => Some(Workplace::Remote),
        _ => (marks != 0).then_some(Workplace::OnSite),
    }
}

/// What stands in a title's last brackets and behind its last dash or comma.
pub fn title_ends(title: &str) -> Vec<&str> {
    let bracket = title.rfind('(').map(|at| title[at + 1..].split(')').next().unwrap_or_default());
    let dashes = [" - ", " – ", " — ", " | "];
    let dash = dashes
        .iter()
        .filter_map(|dash| title.rfind(dash).map(|at| &title[at + dash.len()..]))
        .min_by_key(|t| t.len());
    bracket.into_iter().chain(dash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_the_workplace() {
        use Workplace::{Hybrid, OnSite, Remote, Unspecified};
        let check = |text: &str, expected: Workplace| {
            let found = read(&Input::default(), &[], &Clues::of(text));
            assert_eq!(found.value, expected, "{text}");
            assert_eq!(found.evidence.is_some(), expected != Unspecified, "{text}");
        };
        for text in [
            "Remote-first, must live within 50 miles of the office",
            "We ask that you come to our Lyon office 3 days a week.",
            "You work from the office two to three days per week",
            "Willing to be in-office at least three (3) days per week",
            "In our office 2x a week, the rest is yours",
            "This is a hybrid role.",
            "Hybrid: 50% remote work permitted.",
            "Hybrid, relaxed work environment",
            "#LI-Hybrid",
            "#LI_Toulouse_Hybrid",
            "Wir bieten hybrides Arbeiten",
            "2 Tage Homeoffice pro Woche",
            "2 jours de télétravail par semaine",
            "Modalidad híbrida en Sevilla",
            "Twee dagen per week thuiswerken, drie dagen op kantoor",
            "Praca hybrydowa, 2 dni w tygodniu w biurze",
            "Trabalho híbrido em Braga",
        ] {
            check(text, Hybrid);
        }
        for text in [
            "Sorry, no remote.",
            "We are not accepting remote candidates.",
            "On-site, five days a week in the office.",
            "This is an on-site role in Lille",
            "This position is office-based in Oslo.",
            "Available to work 100% in-office",
            "Kein Homeoffice",
            "Poste en présentiel à Nantes",
            "Trabajo presencial",
            "#LI-Onsite",
        ] {
            check(text, OnSite);
        }
        for text in [
            "This role is fully remote.",
            "This is a remote position",
            "Location: Remote, Canada",
            "#LI-Remote",
            "We offer a remote or hybrid way of working.",
            "Choose freely between working from home or the office",
            "Die Stelle ist 100% remote",
            "Poste en full remote",
            "Puesto 100% remoto",
            "Volledig remote",
            "Praca w pełni zdalna",
            "Vaga remota",
            "Work from anywhere!",
            "We are a remote-first company",
        ] {
            check(text, Remote);
        }
        for text in [
            "We sell remote controls.",
            "Manage remote teams across regions",
            "Design hybrid cloud systems",
            "Enjoy four weeks a year of work from anywhere",
            "Onsite interviews take two days a week of your time",
            "Microsoft Office and email",
            "Travel up to 50% of the time",
            "Hybrid and remote working for certain roles",
        ] {
            check(text, Unspecified);
        }
    }

    #[test]
    fn fields_count_before_sentences() {
        let check = |input: Input<'_>, locations: &[(Workplace, &str)], expected: Workplace| {
            let locations: Vec<_> = locations.iter().map(|(w, t)| (*w, (*t).to_owned())).collect();
            assert_eq!(read(&input, &locations, &Clues::of(input.text)).value, expected, "{input:?}");
        };
        let base = Input::default();
        check(Input { workplace_hint: Some("HYBRID"), text: "fully remote", ..base }, &[], Workplace::Hybrid);
        check(Input { workplace_hint: Some("On-site"), ..base }, &[], Workplace::OnSite);
        check(
            Input { workplace_hint: Some("Hybrid"), ..base },
            &[(Workplace::Remote, "Remote (US)")],
            Workplace::Remote,
        );
        check(Input { remote_flag: Some(true), ..base }, &[], Workplace::Remote);
        check(Input { remote_source: true, ..base }, &[], Workplace::Remote);
        check(
            Input { remote_source: true, text: "Remote work is not available.", ..base },
            &[],
            Workplace::OnSite,
        );
        check(Input { title: "Engineer (Remote)", ..base }, &[], Workplace::Remote);
        check(Input { title: "Engineer, hybrid", text: "#LI-Remote", ..base }, &[], Workplace::Hybrid);
    }
}
