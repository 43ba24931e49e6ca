//! The kind of work: the title's head first, then its other parts, the department, the description.

use catalog::schema::Category;
use catalog::text::{fold, tokens};

use super::matrix::{Question, Work, decide, made};
use super::reading::{Reading, head};
use super::table::{Area, Noun};
use super::text::Signals;
use super::words::{parts, words};
use crate::{Derived, Evidence, Field};

/// The kind of work: by the title, its head first; else by the department, else by the description, which should be without
/// the board's own paragraphs.
pub fn category(title: &str, department: &str, text: &str) -> Derived<Category> {
    let found = of_title(title, department, text);
    if found.value == Category::NotTech { of_quality(title, text).unwrap_or(found) } else { found }
}

/// Quality is that of goods or of software: of software where the text is of testing it.
fn of_quality(title: &str, text: &str) -> Option<Derived<Category>> {
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

fn of_title(title: &str, department: &str, text: &str) -> Derived<Category> {
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
        Area::Trade if open == Some(Question::Engineer) => Some(Work::Is(Category::NotTech, words.clone())),
        Area::Cloud | Area::Analytics | Area::BusinessApps | Area::Quant => None,
        _ => made(part),
    }
}

/// Answers what the title leaves open, by a department that names a side, else by the description.
fn answer(question: Question, words: &str, department: &Reading, text: &str) -> Derived<Category> {
    let said = |category: Category| Derived::new(category, Field::Title, words);
    let unspecified =
        || Derived { value: Category::Unspecified, evidence: Some(Evidence::new(Field::Title, words)) };
    if matches!(question, Question::Side | Question::Engineer)
        && let Some(side) = side_of(department)
    {
        return side;
    }
    let signals = Signals::of(text);
    let by =
        |category: Category, area: Area| Derived::new(category, Field::Description, signals.evidence(area));
    let weight = |area: Area| signals.weight(area);
    match question {
        Question::Side => match signals.side() {
            Some((category, area)) => by(category, area),
            None => unspecified(),
        },
        Question::Engineer if signals.is_trade() => by(Category::NotTech, Area::Trade),
        Question::Engineer => match signals.side() {
            Some((category, area)) => by(category, area),
            None if weight(Area::Solutions) >= 15 && weight(Area::Solutions) > weight(Area::Code) => {
                by(Category::SolutionsSupport, Area::Solutions)
            }
            None => unspecified(),
        },
        Question::Cloud
            if weight(Area::Backend) >= 10 && weight(Area::Backend) > weight(Area::Devops) * 2 =>
        {
            by(Category::Backend, Area::Backend)
        }
        Question::Cloud => said(Category::DevopsSre),
        Question::Circuits if weight(Area::Embedded) >= 10 => by(Category::EmbeddedHardware, Area::Embedded),
        Question::Circuits => said(Category::NotTech),
        Question::Analyst | Question::BusinessAnalyst
            if weight(Area::Analytics) >= 20 && weight(Area::Analytics) > weight(Area::Requirements) =>
        {
            by(Category::DataScience, Area::Analytics)
        }
        Question::Analyst => said(Category::NotTech),
        Question::BusinessAnalyst
            if !text.is_empty() && weight(Area::Requirements) < 5 && !signals.is_code() =>
        {
            said(Category::NotTech)
        }
        Question::BusinessAnalyst => said(Category::ProductDesignOtherTech),
        Question::Research if text.is_empty() || weight(Area::Ml) >= 8 => said(Category::MachineLearning),
        Question::Research if signals.is_code() => unspecified(),
        Question::Research => said(Category::NotTech),
        Question::Guard if weight(Area::Guard) >= 5 && weight(Area::Security) < 10 => {
            by(Category::NotTech, Area::Guard)
        }
        Question::Guard => said(Category::Security),
        Question::Support if !text.is_empty() && weight(Area::Code) < 8 => said(Category::NotTech),
        Question::Support => said(Category::SolutionsSupport),
        Question::Anything if weight(Area::Code) >= 20 && weight(Area::Code) > weight(Area::Solutions) => {
            unspecified()
        }
        Question::Anything => said(Category::NotTech),
        Question::Project if signals.is_trade() => by(Category::NotTech, Area::Trade),
        Question::Project => said(Category::ProductDesignOtherTech),
    }
}

/// The side that a department names.
fn side_of(department: &Reading) -> Option<Derived<Category>> {
    department.areas().find_map(|(area, words)| {
        let category = match area {
            Area::Backend => Category::Backend,
            Area::Frontend => Category::Frontend,
            Area::FullStack => Category::FullStack,
            Area::Mobile => Category::Mobile,
            Area::Is(category @ (Category::QaTest | Category::DevopsSre)) => *category,
            _ => return None,
        };
        Some(Derived::new(category, Field::Structured, words))
    })
}

/// A title that says nothing of the work: a department of engineering makes it tech, and a description that is code through and
/// through; else it is not.
fn unsaid(title: &str, head: &Reading, department: &Reading, text: &str) -> Derived<Category> {
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
            assert_eq!(category("Product and Quality Specialist", "", text).value, expected, "{text}");
        };
        let software = "You write test plans and test cases, run regression testing, and file bug reports.";
        check(software, Category::QaTest);
        check(
            "You inspect goods on the line with calipers, and welding in manufacturing.",
            Category::NotTech,
        );
    }
}
