//! A title cut into parts, and parts into words.
//!
//! | title | parts |
//! |---|---|
//! | `Senior Backend-Entwickler:in (m/w/d) - Payments` | `senior backend entwickler in`, `payments` |
//! | `Développeur·se Front-End, Paris (H/F)` | `developpeur se front end`, `paris` |
//! | `Projektleiter IT` | `projekt leiter it` |

use catalog::text::{fold, tokens};

/// A part's folded words.
pub type Part = Vec<String>;

/// Nouns that end a compound of Germanic languages: `Softwareentwickler` is `software entwickler`. Longer ones stand first.
const ENDINGS: &[&str] = &[
    "programmiererin",
    "entwicklerinnen",
    "administratorin",
    "informatikerin",
    "ontwikkelaars",
    "programmierer",
    "mitarbeiterin",
    "entwicklerin",
    "informatiker",
    "ontwikkelaar",
    "ontwikkeling",
    "ingenieurin",
    "entwicklung",
    "programmeur",
    "mitarbeiter",
    "architektin",
    "technikerin",
    "medewerker",
    "entwickler",
    "utvecklare",
    "praktikant",
    "praktikum",
    "ingenieur",
    "architekt",
    "techniker",
    "analystin",
    "beheerder",
    "kehittaja",
    "insinoori",
    "fejleszto",
    "beraterin",
    "ingenjor",
    "ingenior",
    "leiterin",
    "udvikler",
    "utvikler",
    "leitung",
    "analyst",
    "manager",
    "berater",
    "analist",
    "leider",
    "leiter",
    "tester",
    "mernok",
];

/// The title's parts, in their order: brackets, commas, bars, colons and spaced dashes part. What only says whom the title
/// addresses (`m/w/d`, `H/F`) is left out.
pub fn parts(title: &str) -> Vec<Part> {
    let text = title.replace(".NET", "dotnet").replace(".Net", "dotnet").replace(".net", "dotnet");
    let mut text = fold(&text);
    for dash in [" - ", " – ", " — ", "– ", " –", "- ", " -"] {
        text = text.replace(dash, "|");
    }
    let ends = ['(', ')', '[', ']', ',', '|', ';', ':', '•', '@', '"', '“', '”', '{', '}'];
    // A colon or star inside of a word is one of gender: "Entwickler:in".
    let text = inner_marks(&text);
    let parts = text.split(ends).filter(|part| !is_address(part)).map(|part| words(&without_address(part)));
    parts.filter(|part| !part.is_empty()).collect()
}

/// Words of one text without parts: a department, a sentence. Compounds are taken apart.
pub fn words(text: &str) -> Part {
    tokens(text).flat_map(compound).collect()
}

/// Marks between two letters become spaces: they part a word from its other gender.
fn inner_marks(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<&char>| at.is_some_and(|c| c.is_alphabetic());
    let mut out = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        let between = i > 0 && is_letter(chars.get(i - 1)) && is_letter(chars.get(i + 1));
        out.push(if between && matches!(c, ':' | '*' | '_' | '·') { ' ' } else { c });
    }
    out
}

/// `m/w/d`, `h/f`, `all genders`: whom a title addresses.
fn is_address(part: &str) -> bool {
    let part = part.trim();
    let letters = |word: &str| {
        matches!(
            word,
            "m" | "w"
                | "d"
                | "f"
                | "h"
                | "x"
                | "i"
                | "n"
                | "v"
                | "k"
                | "u"
                | "gn"
                | "mf"
                | "fm"
                | "nb"
                | "mwd"
                | "div"
                | "divers"
                | "z"
                | "hf"
                | "mfd"
                | "wmd"
                | "fmd"
                | "mfx"
                | "fmx"
                | "in"
                | "innen"
        )
    };
    let words: Vec<&str> = part.split(['/', '|', '*', ' ', '.', '-']).filter(|w| !w.is_empty()).collect();
    let many = words.len() >= 2
        || matches!(part, "mwd" | "hf" | "mfd" | "wmd" | "gn" | "mf" | "in" | "innen" | "mfx");
    many && words.iter().all(|w| letters(w)) || part.ends_with("genders") || part == "alle geschlechter"
}

/// The part without the words of an address that stands in it: `Comptable H/F`.
fn without_address(part: &str) -> String {
    let kept = part.split(' ').filter(|word| !(word.contains('/') && is_address(word)));
    kept.collect::<Vec<_>>().join(" ")
}

/// The two halves of a compound that ends in a noun of [`ENDINGS`], else the word itself.
fn compound(word: &str) -> impl Iterator<Item = String> {
    let halves = ENDINGS.iter().find_map(|ending| {
        let front = word.strip_suffix(ending)?;
        (front.chars().count() >= 2).then(|| (front.trim_end_matches('-').to_owned(), (*ending).to_owned()))
    });
    let (front, back) = match halves {
        Some((front, back)) => (front, Some(back)),
        None => (word.to_owned(), None),
    };
    std::iter::once(front).chain(back)
}

/// Adds the folded words, each between spaces; hyphens and slashes part words. Most of a text is ASCII, which takes one look a
/// byte.
pub fn pad(text: &str, out: &mut String) {
    out.push(' ');
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let end = rest.bytes().position(|b| b.is_ascii() != first.is_ascii()).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        if first.is_ascii() {
            run.bytes().for_each(|byte| push(out, char::from(byte.to_ascii_lowercase())));
        } else {
            fold(run).chars().for_each(|c| push(out, c));
        }
        rest = behind;
    }
    push(out, ' ');
}

/// A letter of a word, or the space between two.
fn push(out: &mut String, c: char) {
    if c.is_alphanumeric() || matches!(c, '+' | '#') {
        out.push(c);
    } else if !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut() {
        let check = |title: &str, expected: &str| {
            let parts: Vec<String> = parts(title).iter().map(|p| p.join(" ")).collect();
            assert_eq!(parts.join(", "), expected, "{title}");
        };
        check("Senior Backend-Entwickler:in (m/w/d) - Payments", "senior backend entwickler in, payments");
        check("Développeur·se Front-End, Paris (H/F)", "developpeur se front end, paris");
        check("Comptable H/F", "comptable");
        check("Projektleiter IT", "projekt leiter it");
        check("C#/.NET Engineer [Remote]", "c# dotnet engineer, remote");
        check("Softwareentwickler (all genders)", "software entwickler");
        check("R&D Engineer | Lab", "r d engineer, lab");
        check("V.I.E – Analyst", "v i e, analyst");
        check("Mjukvaruutvecklare", "mjukvaru utvecklare");
        check("Roboterprogrammiererin", "roboter programmiererin");
        check("Fachinformatiker", "fach informatiker");
    }
}
