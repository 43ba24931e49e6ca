//! What feeds call the rungs, where it is one of ours: "mid-senior level", "associate" and "experienced" are several.

use catalog::schema::Level;

use crate::scan::padded;
use crate::{Derived, Field};

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
}
