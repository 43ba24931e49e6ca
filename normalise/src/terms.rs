//! Contract, visa and years of experience.

use catalog::schema::{Employment, Level, Visa};

use crate::title::{find, padded};
use crate::{Derived, Field};

const CONTRACTS: &[(Employment, &str)] = &[
    (
        Employment::Internship,
        "intern|internship|stage|praktikum|trainee|working student|werkstudent|apprenticeship|stagiaire|apprentice|alternance",
    ),
    (Employment::PartTime, "part time|parttime|teilzeit|temps partiel"),
    (Employment::Temporary, "temporary|temp|seasonal|zeitarbeit|interim"),
    (
        Employment::Contract,
        "contract|contractor|freelance|freelancer|fixed term|cdd|befristet|independent contractor",
    ),
    (Employment::FullTime, "full time|fulltime|vollzeit|temps plein|tiempo completo|voltijd"),
];

/// The contract: by the feed's own field, else by the title.
pub fn employment(title: &str, hint: Option<&str>) -> Derived<Employment> {
    if let Some(hint) = hint {
        // Feeds write `FullTime`, `full_time`, `Full-time`.
        let spaced: String = hint
            .char_indices()
            .flat_map(|(i, c)| {
                [(i > 0 && c.is_uppercase()).then_some(' '), Some(if c == '_' { ' ' } else { c })]
            })
            .flatten()
            .collect();
        for text in [padded(&spaced), padded(hint)] {
            for (value, phrases) in CONTRACTS {
                if find(&text, phrases).is_some() {
                    return Derived::new(*value, Field::Structured, hint);
                }
            }
        }
    }
    let title = padded(title);
    for (value, phrases) in CONTRACTS.iter().filter(|(v, _)| *v != Employment::FullTime) {
        if let Some(phrase) = find(&title, phrases) {
            return Derived::new(*value, Field::Title, phrase);
        }
    }
    match find(&title, "full time|vollzeit|temps plein") {
        Some(phrase) => Derived::new(Employment::FullTime, Field::Title, phrase),
        None => Derived::default(),
    }
}

/// What feeds call the rungs, where it is one of ours: "mid-senior level", "associate" and "experienced" are several.
const RUNGS: &[(Level, &str)] = &[
    (Level::Intern, "intern|internship|student|working student"),
    (Level::Junior, "entry level|entry|junior|junior level|graduate|new graduate|early career"),
    (Level::Mid, "mid level|mid|intermediate|medior"),
    (Level::Senior, "senior|senior level"),
    (Level::Manager, "manager"),
    (Level::DirectorPlus, "director"),
];

/// The rung of a feed's own field for it.
pub fn level(word: &str) -> Derived<Level> {
    let spaced = padded(&word.replace('_', " "));
    let is_one = |phrases: &str| phrases.split('|').any(|phrase| spaced.trim() == phrase);
    match RUNGS.iter().find(|(_, phrases)| is_one(phrases)) {
        Some((level, _)) => Derived::new(*level, Field::Structured, word),
        None => Derived::default(),
    }
}

const REFUSED: &str = "not able to sponsor|unable to sponsor|cannot sponsor|do not sponsor|not offer visa sponsorship|no visa sponsorship|not provide visa sponsorship|without sponsorship|sponsorship is not available|not eligible for visa sponsorship|unable to offer visa|not offer sponsorship|do not offer visa|visa sponsorship is not|not provide sponsorship|unable to provide visa|cannot offer visa|does not sponsor|not sponsor";
const OFFERED: &str = "visa sponsorship available|we sponsor visas|sponsor your visa|offer visa sponsorship|provide visa sponsorship|visa support|visa sponsorship provided|sponsorship available|we do sponsor visas|relocation and visa|visa and relocation|help with visa|support with visa|visa assistance";

/// Whether a visa is sponsored; a refusal counts before an offer.
pub fn visa(text: &str) -> Derived<Visa> {
    let padded = padded(text);
    if let Some(phrase) = find(&padded, REFUSED) {
        return Derived::new(Visa::Refused, Field::Description, phrase);
    }
    match find(&padded, OFFERED) {
        Some(phrase) => Derived::new(Visa::Offered, Field::Description, phrase),
        None => Derived::default(),
    }
}

/// Years asked for: the least number of the first phrase such as "5+ years of experience" or "3-5 years' experience in …".
pub fn years(text: &str) -> Option<Derived<u8>> {
    for line in text.lines() {
        let folded = catalog::text::fold(line);
        for (at, word) in
            ["year", "annee", "jahre", "ans d", "anos"].iter().flat_map(|w| folded.match_indices(w))
        {
            let _ = word;
            let Some(number) = number_before(&folded[..at]) else { continue };
            let after: String = folded[at..].chars().take(80).collect();
            let before: String =
                folded[..at].chars().rev().take(40).collect::<String>().chars().rev().collect();
            let anchored = [
                "experience",
                "erfahrung",
                "experiencia",
                "hands-on",
                "working with",
                "building",
                "in software",
            ]
            .iter()
            .any(|a| after.contains(a) || before.contains(a));
            let about_us = ["founded", "history", "company", "past", "last", "over the", "years ago"]
                .iter()
                .any(|a| before.contains(a));
            if anchored && !about_us && number <= 20 {
                return Some(Derived::new(number, Field::Description, line));
            }
        }
    }
    None
}

/// The number that ends the text, the lower one of a range: `5+ `, `3-5 `, `3 to 5 `, `five `.
fn number_before(text: &str) -> Option<u8> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let text = text.trim_end().trim_end_matches(['+', '(', ')', '\'', '’']).trim_end();
    if let Some(n) = WORDS.iter().position(|w| text.ends_with(&format!(" {w}")) || text == *w) {
        return Some(n as u8 + 1);
    }
    let digits = |text: &str| -> (String, usize) {
        let d: String =
            text.chars().rev().take_while(char::is_ascii_digit).collect::<String>().chars().rev().collect();
        let start = text.len() - d.len();
        (d, start)
    };
    let (last, start) = digits(text);
    let high: u8 = last.parse().ok()?;
    let rest = text[..start].trim_end();
    let rest = ["-", "–", "—", " to", " bis", " a"].iter().find_map(|s| rest.strip_suffix(s)).unwrap_or("");
    let rest = rest.trim_end().trim_end_matches('+');
    let low = digits(rest).0.parse().ok().filter(|low: &u8| *low < high);
    Some(low.unwrap_or(high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_name_the_rung() {
        let check = |word: &str, expected: Level| assert_eq!(level(word).value, expected, "{word}");
        check("entry_level", Level::Junior);
        check("Entry-Level", Level::Junior);
        check("Mid-Senior Level", Level::Unspecified);
        check("mid_level", Level::Mid);
        check("Internship", Level::Intern);
        check("student", Level::Intern);
        check("Director", Level::DirectorPlus);
        check("experienced", Level::Unspecified);
        check("Not Applicable", Level::Unspecified);
    }

    #[test]
    fn contracts_come_from_the_feed_then_the_title() {
        let check = |title: &str, hint: Option<&str>, expected: Employment| {
            assert_eq!(employment(title, hint).value, expected, "{title} {hint:?}");
        };
        check("Engineer", Some("FullTime"), Employment::FullTime);
        check("Engineer", Some("CDI"), Employment::Unspecified);
        check("Engineer", Some("Permanent, full time"), Employment::FullTime);
        check("Engineer", Some("Part-time"), Employment::PartTime);
        check("Engineer (6 month contract)", None, Employment::Contract);
        check("Contracts Engineer", None, Employment::Unspecified);
        check("Engineering Intern", None, Employment::Internship);
    }

    #[test]
    fn years_are_the_least_asked_for() {
        let check =
            |text: &str, expected: Option<u8>| assert_eq!(years(text).map(|y| y.value), expected, "{text}");
        check("5+ years of experience in software", Some(5));
        check("3-5 years' experience with Rust", Some(3));
        check("You bring at least three years of hands-on work", Some(3));
        check("Our company has 12 years of history", None);
        check("2 to 4 years of professional experience", Some(2));
    }

    #[test]
    fn refusals_count_before_offers() {
        let check = |text: &str, expected: Visa| assert_eq!(visa(text).value, expected, "{text}");
        check("We are unable to sponsor visas.", Visa::Refused);
        check("We offer visa sponsorship.", Visa::Offered);
        check("We do not offer visa sponsorship.", Visa::Refused);
        check("Visa is a customer of ours.", Visa::Unspecified);
    }
}
