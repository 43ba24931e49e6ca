//! The kind of work: the title's head first, then its other parts, the department, the description.

use catalog::schema::Category;
use catalog::text::{fold, tokens};

use super::answer::answer;
use super::matrix::{Question, Work, are_controls, decide, made};
use super::reading::{Reading, head};
use super::table::{Area, Noun};
use super::text::Signals;
use super::words::{parts, words};
use crate::{Derived, Evidence, Field};

/// The kind of work: by the title, its head first; else by the department, else by the description, which should be without
/// the board's own lines; it is read only where the others leave it open.
pub fn category<'a>(
    title: &str,
    department: &str,
    text: impl Iterator<Item = &'a str> + Clone,
) -> Derived<Category> {
    let found = of_title(title, department, text.clone());
    if found.value == Category::NotTech { of_quality(title, text).unwrap_or(found) } else { found }
}

/// Quality is that of goods or of software: of software where the text is of testing it.
fn of_quality<'a>(title: &str, text: impl Iterator<Item = &'a str>) -> Option<Derived<Category>> {
    const QUALITY: [&str; 9] = [
        "quality",
        "qualitat",
        "qualite",
        "calidad",
        "kwaliteit",
        "jakosci",
        "qualidade",
        "qualitatssicherung",
        "qualita",
    ];
    let folded = fold(title);
    tokens(&folded).find(|word| QUALITY.contains(word))?;
    let signals = Signals::of(text);
    let is_software = signals.weight(Area::Quality) >= 20 && !signals.is_trade();
    is_software.then(|| Derived::new(Category::QaTest, Field::Description, signals.evidence(Area::Quality)))
}

fn of_title<'a>(title: &str, department: &str, text: impl Iterator<Item = &'a str>) -> Derived<Category> {
    let readings: Vec<Reading> = parts(title).iter().map(Reading::of).collect();
    let at = head(&readings);
    let Some(first) = readings.get(at) else { return Derived::new(Category::NotTech, Field::Title, title) };
    let rest = || readings.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, reading)| reading);
    let mut open = match decide(first) {
        Some(Work::Is(_, words)) if sells(first, department) => {
            return Derived::new(Category::NotTech, Field::Title, &words);
        }
        Some(Work::Is(category, words)) => return sharpened(category, words, rest()),
        Some(Work::Ask(question, words)) => Some((question, words)),
        None => None,
    };
    // "Performance Strategist, Network Cost": what the head leaves unknown, a team's name does not tell.
    let is_named = matches!(first.noun, Some(Noun::Consultant | Noun::Specialist)) && first.unknown > 0;
    for part in rest().filter(|_| !is_named) {
        match beside(first.noun, open.as_ref().map(|(question, _)| *question), part) {
            // A team of finance may have analysts of data.
            Some(Work::Is(Category::NotTech, _)) if matches!(open, Some((Question::Analyst, _))) => {}
            Some(Work::Is(category, words)) => return Derived::new(category, Field::Title, &words),
            Some(Work::Ask(question, words)) if open.is_none() => open = Some((question, words)),
            _ => {}
        }
    }
    let department = Reading::of(&words(&fold(department)));
    match open {
        Some((question, words)) => answer(question, &words, &department, text),
        None => unsaid(title, first, &department, text),
    }
}

/// Whether a department of business has the last word: a "Sales AI Lead" of the sales department sells.
fn sells(head: &Reading, department: &str) -> bool {
    let named = head.noun.is_some_and(|noun| noun != Noun::Lead);
    if named || !head.has(Area::Business) {
        return false;
    }
    let department = Reading::of(&words(&fold(department)));
    department.has(Area::Business)
        && department.areas().all(|(area, _)| matches!(area, Area::Business | Area::Operations | Area::Ml))
}

/// A part that is a side alone sharpens what the head says: "AI Engineer, Full Stack", "Backend Engineer, Data".
fn sharpened<'a>(
    category: Category,
    words: String,
    mut rest: impl Iterator<Item = &'a Reading>,
) -> Derived<Category> {
    let sharper = |part: &Reading| {
        let [(area, words)] = &part.before[..] else { return None };
        let category = match (category, area) {
            (Category::MachineLearning, Area::FullStack) => Category::FullStack,
            (Category::MachineLearning, Area::Backend) => Category::Backend,
            (Category::MachineLearning, Area::Frontend) => Category::Frontend,
            (Category::Backend, Area::Data | Area::DataEngineering) => Category::DataEngineering,
            _ => return None,
        };
        (part.noun.is_none() && part.unknown == 0).then(|| (category, words.clone()))
    };
    let (category, words) = rest.find_map(sharper).unwrap_or((category, words));
    Derived::new(category, Field::Title, &words)
}

/// What another part says of the head's noun. Of a maker only sides count: what follows is mostly a team's name.
fn beside(noun: Option<Noun>, open: Option<Question>, part: &Reading) -> Option<Work> {
    let makes = matches!(noun, Some(Noun::Developer | Noun::Engineer)) || open == Some(Question::Side);
    if !makes {
        let own = part.noun.filter(|noun| !noun.is_weak());
        let moved = Reading {
            noun: own.filter(|noun| matches!(noun, Noun::Fixed(_))).or(noun),
            name: part.name.clone(),
            before: part.before.clone(),
            after: part.after.clone(),
            unknown: part.unknown,
        };
        let is_leader = noun == Some(Noun::Leader);
        return match (is_leader, moved.noun) {
            // "Director, Product Design": the other's name is what is led.
            (true, Some(Noun::Fixed(category))) => decide(&Reading {
                noun,
                before: vec![(Area::Is(category), part.name.clone())],
                ..Reading::default()
            }),
            _ => decide(&moved),
        };
    }
    let (area, words) = part.areas().find(|(area, _)| !matches!(area, Area::Software | Area::Systems))?;
    let alone = part.unknown == 0
        && part.areas().all(|(area, _)| {
            !matches!(area, Area::Business | Area::Operations | Area::Product | Area::It | Area::Is(_))
        });
    match area {
        Area::Ml if part.has(Area::Is(Category::SolutionsSupport)) => None,
        Area::Is(category @ (Category::QaTest | Category::DevopsSre | Category::SolutionsSupport))
            if open != Some(Question::Side) || *category != Category::SolutionsSupport =>
        {
            Some(Work::Is(*category, words.clone()))
        }
        Area::Platform | Area::Data | Area::Web | Area::Cloud | Area::Devops if !alone => None,
        Area::Trade if open == Some(Question::Engineer) && !are_controls(words) => {
            Some(Work::Is(Category::NotTech, words.clone()))
        }
        Area::Cloud | Area::Analytics | Area::BusinessApps | Area::Quant => None,
        _ => made(part),
    }
}

/// A title that says nothing of the work: a department of engineering makes it tech, and a description that is code through and
/// through; else it is not.
fn unsaid<'a>(
    title: &str,
    head: &Reading,
    department: &Reading,
    text: impl Iterator<Item = &'a str>,
) -> Derived<Category> {
    let moved = Reading {
        noun: head.noun,
        name: head.name.clone(),
        before: department.before.clone(),
        after: department.after.clone(),
        unknown: 0,
    };
    if head.noun.is_some()
        && let Some(work) = decide(&moved)
    {
        return match work {
            Work::Is(category, words) => Derived::new(category, Field::Structured, &words),
            Work::Ask(question, words) => answer(question, &words, department, text),
        };
    }
    if head.noun.is_none() && department.has(Area::Software) {
        let signals = Signals::of(text);
        if signals.is_code() {
            let evidence = Some(Evidence::new(Field::Description, signals.evidence(Area::Code)));
            return Derived { value: Category::Unspecified, evidence };
        }
    }
    Derived::new(Category::NotTech, Field::Title, title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_is_that_of_software_where_the_text_tests_it() {
        let check = |text: &str, expected: Category| {
            assert_eq!(
                category("Product and Quality Specialist", "", text.lines()).value,
                expected,
                "{text}"
            );
        };
        let software = "You write test plans and test cases, run regression testing, and file bug reports.";
        check(software, Category::QaTest);
        check(
            "You inspect goods on the line with calipers, and welding in manufacturing.",
            Category::NotTech,
        );
    }

    #[test]
    fn controls_are_what_the_text_makes_of_them() {
        let check = |text: &str, expected: Category| {
            for title in ["Controls Engineer", "Engineer II, Controls"] {
                assert_eq!(category(title, "", text.lines()).value, expected, "{title}: {text}");
            }
        };
        check("You write firmware and embedded C for our robotics line.", Category::EmbeddedHardware);
        check("You wire switchgear and commission HVAC plants.", Category::NotTech);
        check("", Category::Unspecified);
    }
}
