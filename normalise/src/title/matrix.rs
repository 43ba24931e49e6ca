//! Which kind of work a noun and its areas are.

use catalog::schema::Category;

use super::reading::{Named, Reading};
use super::table::{Area, Noun};

/// What a noun and its areas come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// One kind of work, by these words.
    Is(Category, String),
    /// The description tells which.
    Ask(Question, String),
}

/// What the description is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Software for sure: which side?
    Side,
    /// An engineer: of software?
    Engineer,
    /// A cloud: run, or built for?
    Cloud,
    /// Something electric: of circuits?
    Circuits,
    /// An analyst of a business: with data?
    Analyst,
    /// A business analyst: of data, of requirements, of neither?
    BusinessAnalyst,
    /// A researcher: of learning?
    Research,
    /// Security: of networks, or of doors?
    Guard,
    /// A project: of software, or of concrete?
    Project,
    /// Support: of software, or of people?
    Support,
    /// Something technical that is not named.
    Anything,
}

/// What a reading comes to; `None` where it leaves the work open.
pub fn decide(reading: &Reading) -> Option<Work> {
    match reading.noun {
        Some(Noun::Fixed(category)) => Some(Work::Is(category, reading.name.clone())),
        Some(Noun::Developer) => Some(maker(reading, true)),
        Some(Noun::Engineer) => Some(maker(reading, false)),
        Some(Noun::Leader) => leader(reading),
        Some(Noun::Program) => Some(program(reading)),
        Some(Noun::Architect) => architect(reading),
        Some(Noun::BusinessAnalyst) => Some(business_analyst(reading)),
        Some(Noun::Analyst) => Some(analyst(reading)),
        Some(Noun::Scientist | Noun::Research | Noun::Researcher) => Some(science(reading)),
        Some(Noun::Designer | Noun::Artist | Noun::Writer) => Some(creative(reading)),
        Some(Noun::Admin | Noun::Technician) => Some(operator(reading)),
        Some(Noun::Consultant) => adviser(reading),
        Some(Noun::Specialist | Noun::Learner | Noun::Lead) | None => unnamed(reading),
    }
}

fn is(category: Category, words: &str) -> Work {
    Work::Is(category, words.to_owned())
}

fn not_tech(reading: &Reading) -> Work {
    let words = reading.main().map_or(&reading.name, |(_, words)| words);
    is(Category::NotTech, words)
}

/// Kinds of work that an area is by itself for those who make things, most telling first.
const MADE: [(Area, Category); 17] = [
    (Area::Security, Category::Security),
    (Area::Quality, Category::QaTest),
    (Area::Ml, Category::MachineLearning),
    (Area::DataEngineering, Category::DataEngineering),
    (Area::Game, Category::GameGraphics),
    (Area::Embedded, Category::EmbeddedHardware),
    (Area::Mobile, Category::Mobile),
    (Area::FullStack, Category::FullStack),
    (Area::Frontend, Category::Frontend),
    (Area::Backend, Category::Backend),
    (Area::Script, Category::Frontend),
    (Area::Web, Category::Frontend),
    (Area::Devops, Category::DevopsSre),
    (Area::Platform, Category::PlatformInfrastructure),
    (Area::Data, Category::DataEngineering),
    (Area::Analytics, Category::DataScience),
    (Area::Quant, Category::DataScience),
];

/// The kind of work of the areas, for those who make things.
pub fn made(reading: &Reading) -> Option<Work> {
    let of = |area: Area| reading.areas().find(|(a, _)| *a == area).map(|(_, words)| words.as_str());
    if let (Some(words), true) = (of(Area::Frontend), reading.has(Area::Backend)) {
        return Some(is(Category::FullStack, words));
    }
    // "AI" is a team's colour where a side is named too.
    let side = [
        (Area::FullStack, Category::FullStack),
        (Area::Frontend, Category::Frontend),
        (Area::Mobile, Category::Mobile),
        (Area::Backend, Category::Backend),
    ];
    let explicit = side.iter().find_map(|(area, category)| {
        let words = of(*area)?;
        (*area != Area::Backend || words.starts_with("back")).then(|| is(*category, words))
    });
    if let (Some(work), Some("ai" | "genai" | "applied ai" | "ia" | "ki")) = (&explicit, of(Area::Ml)) {
        return Some(work.clone());
    }
    // The platform of a "Salesforce Platform Developer" is no platform of theirs.
    if reading.has(Area::BusinessApps) && reading.has(Area::Platform) {
        return None;
    }
    MADE.iter().find_map(|(area, category)| Some(is(*category, of(*area)?)))
}

/// A name of one kind of work among the areas; that of business only where it is asked for.
fn named(reading: &Reading) -> Option<Work> {
    reading.areas().find_map(|(area, words)| match area {
        Area::Is(category) if *category != Category::NotTech => Some(is(*category, words)),
        _ => None,
    })
}

fn is_business(area: Area) -> bool {
    matches!(area, Area::Business | Area::Operations | Area::Is(Category::NotTech))
}

fn maker(reading: &Reading, is_developer: bool) -> Work {
    let of_software = is_developer || reading.has(Area::Software);
    if let Some(work) = named(reading) {
        return work;
    }
    let solutions = reading.areas().find(|(a, _)| matches!(a, Area::Solutions | Area::Support));
    if let (Some((_, words)), false) = (solutions, of_software) {
        return is(Category::SolutionsSupport, words);
    }
    // Who engineers analytics builds what analysts look at.
    if let (Some(Noun::Engineer), Some((_, words))) = (
        reading.noun,
        reading.areas().find(|(a, words)| *a == Area::Analytics && words.contains("analytics")),
    ) {
        return is(Category::DataEngineering, words);
    }
    if let Some(work) = made(reading) {
        return work;
    }
    let of = |area: Area| reading.areas().find(|(a, _)| *a == area).map(|(_, words)| words.as_str());
    if of_software || reading.has(Area::BusinessApps) {
        return Work::Ask(Question::Side, reading.name.clone());
    }
    if let Some(words) = of(Area::Cloud) {
        return Work::Ask(Question::Cloud, words.to_owned());
    }
    if let Some(words) = of(Area::It) {
        return is(Category::ProductDesignOtherTech, words);
    }
    let trade = reading.areas().find(|(a, words)| *a == Area::Trade && !are_controls(words));
    if let (Some((_, words)), false) = (trade, reading.has(Area::Systems)) {
        let is_electric =
            words.starts_with("elect") || words.starts_with("elekt") || words.starts_with("elet");
        return if is_electric {
            Work::Ask(Question::Circuits, words.to_owned())
        } else {
            is(Category::NotTech, words)
        };
    }
    Work::Ask(Question::Engineer, reading.name.clone())
}

/// Controls alone may be wired or programmed: the description tells.
pub fn are_controls(words: &str) -> bool {
    matches!(words, "controls" | "control systems")
}

fn leader(reading: &Reading) -> Option<Work> {
    let (area, words) = reading.main()?;
    let first = reading.areas().find(|(a, _)| *a == Area::Software);
    Some(match area {
        Area::Is(Category::NotTech) | Area::Business => is(Category::NotTech, words),
        Area::Product | Area::Design | Area::It | Area::BusinessApps | Area::Systems => {
            is(Category::ProductDesignOtherTech, words)
        }
        Area::Is(
            category @ (Category::ProductDesignOtherTech | Category::SolutionsSupport | Category::Security),
        ) => is(*category, words),
        Area::Solutions | Area::Support => support(reading, words),
        Area::Security if first.is_none() => Work::Ask(Question::Guard, words.clone()),
        Area::Trade | Area::Science if first.is_none() => is(Category::NotTech, words),
        Area::Operations => is(Category::NotTech, words),
        // A network of agents, of partners, of schools.
        Area::Devops if words == "network" && reading.unknown > 0 => is(Category::NotTech, words),
        _ => is(Category::EngineeringManagement, words),
    })
}

fn program(reading: &Reading) -> Work {
    if let Some((_, words)) = reading.areas().find(|(a, _)| *a == Area::Security) {
        return is(Category::Security, words);
    }
    let tech = reading.areas().find(|(a, _)| {
        !is_business(*a)
            && !matches!(
                a,
                Area::Trade | Area::Science | Area::Product | Area::Design | Area::Solutions | Area::Support
            )
    });
    let other = reading.areas().find(|(a, _)| is_business(*a) || matches!(a, Area::Trade | Area::Science));
    match (tech, other) {
        (Some((_, words)), _) => is(Category::ProductDesignOtherTech, words),
        (None, Some((_, words))) => is(Category::NotTech, words),
        (None, None) => Work::Ask(Question::Project, reading.name.clone()),
    }
}

fn architect(reading: &Reading) -> Option<Work> {
    if let Some(work) = named(reading).or_else(|| made(reading)) {
        return Some(work);
    }
    let (area, words) = reading.main()?;
    Some(match area {
        Area::Solutions => is(Category::SolutionsSupport, words),
        Area::Cloud => is(Category::DevopsSre, words),
        Area::Software | Area::Technology | Area::Systems => Work::Ask(Question::Side, words.clone()),
        Area::It | Area::Product | Area::Operations => is(Category::ProductDesignOtherTech, words),
        _ => is(Category::NotTech, words),
    })
}

fn business_analyst(reading: &Reading) -> Work {
    match reading.main() {
        Some((Area::Science | Area::Trade, words)) => is(Category::NotTech, words),
        Some((Area::It | Area::Software | Area::Technology | Area::BusinessApps | Area::Systems, words)) => {
            is(Category::ProductDesignOtherTech, words)
        }
        Some((Area::Analytics | Area::Data | Area::DataEngineering, words)) => {
            is(Category::DataScience, words)
        }
        _ => Work::Ask(Question::BusinessAnalyst, reading.name.clone()),
    }
}

fn analyst(reading: &Reading) -> Work {
    let last = reading.before.last().or_else(|| reading.after.first());
    // "Marketing Data Analyst": data is a weak word but here.
    let Some((area, words)) = last.filter(|(a, _)| *a == Area::Data).or_else(|| reading.main()) else {
        return Work::Ask(Question::Analyst, reading.name.clone());
    };
    match area {
        Area::Is(category) => is(*category, words),
        Area::Security => is(Category::Security, words),
        Area::Quality => is(Category::QaTest, words),
        Area::Data | Area::Analytics | Area::DataEngineering | Area::Ml | Area::Quant | Area::Product => {
            is(Category::DataScience, words)
        }
        Area::Game => is(Category::DataScience, words),
        Area::It | Area::Software | Area::BusinessApps | Area::Systems | Area::Technology => {
            is(Category::ProductDesignOtherTech, words)
        }
        Area::Support | Area::Solutions => support(reading, words),
        Area::Devops | Area::Cloud | Area::Platform => is(Category::DevopsSre, words),
        Area::Web => is(Category::DataScience, words),
        Area::Operations if GENERAL.contains(&words.as_str()) => Work::Ask(Question::Analyst, words.clone()),
        _ => is(Category::NotTech, words),
    }
}

/// Words of business that do not say what an analyst looks at.
const GENERAL: [&str; 9] = [
    "business",
    "partner",
    "partners",
    "strategy",
    "strategic",
    "customer",
    "customers",
    "client",
    "clients",
];

fn science(reading: &Reading) -> Work {
    let of =
        |areas: &[Area]| reading.areas().find(|(a, _)| areas.contains(a)).map(|(_, words)| words.as_str());
    let learning = [Area::Ml, Area::Embedded];
    if let Some(words) = of(&learning[..1]) {
        return is(Category::MachineLearning, words);
    }
    if let Some(words) = of(&[Area::Security]) {
        return is(Category::Security, words);
    }
    if let Some(words) = of(&[Area::Data, Area::Analytics, Area::Quant, Area::DataEngineering]) {
        return is(Category::DataScience, words);
    }
    if let Some(words) = of(&[Area::Product, Area::Design]).filter(|_| reading.noun == Some(Noun::Researcher))
    {
        return is(Category::ProductDesignOtherTech, words);
    }
    match reading.noun {
        _ if of(&[Area::Science, Area::Trade]).is_some() => not_tech(reading),
        Some(Noun::Research) => Work::Ask(Question::Research, reading.name.clone()),
        _ if reading.has(Area::Software) => Work::Ask(Question::Side, reading.name.clone()),
        _ => is(Category::NotTech, &reading.name),
    }
}

fn creative(reading: &Reading) -> Work {
    let of =
        |areas: &[Area]| reading.areas().find(|(a, _)| areas.contains(a)).map(|(_, words)| words.as_str());
    let named = reading.areas().find_map(|(a, words)| match a {
        Area::Is(category) => Some(is(*category, words)),
        _ => None,
    });
    let game = of(&[Area::Game]).map(|words| is(Category::GameGraphics, words));
    match reading.noun {
        Some(Noun::Designer) => {
            let things = of(&[Area::Trade, Area::Science]).map(|words| is(Category::NotTech, words));
            let chips = of(&[Area::Embedded]).map(|words| is(Category::EmbeddedHardware, words));
            game.or(chips).or(things).unwrap_or_else(|| is(Category::ProductDesignOtherTech, &reading.name))
        }
        Some(Noun::Writer) => {
            let tech =
                of(&[Area::Technology, Area::Software, Area::Backend, Area::Product, Area::It, Area::Devops]);
            let tech = tech.filter(|_| of(&[Area::Business]).is_none());
            tech.map(|words| is(Category::ProductDesignOtherTech, words))
                .unwrap_or_else(|| is(Category::NotTech, &reading.name))
        }
        _ => game.or(named).unwrap_or_else(|| is(Category::NotTech, &reading.name)),
    }
}

fn operator(reading: &Reading) -> Work {
    if let Some(work) = named(reading) {
        return work;
    }
    let Some((area, words)) = reading.main() else { return is(Category::NotTech, &reading.name) };
    let is_admin = reading.noun == Some(Noun::Admin);
    match area {
        Area::Devops | Area::Cloud | Area::Platform => is(Category::DevopsSre, words),
        Area::Systems if is_admin => is(Category::DevopsSre, words),
        Area::DataEngineering if is_admin => is(Category::DataEngineering, words),
        Area::Security if is_admin => is(Category::Security, words),
        Area::It | Area::BusinessApps => is(Category::ProductDesignOtherTech, words),
        Area::Software | Area::Technology | Area::Web if is_admin => {
            is(Category::ProductDesignOtherTech, words)
        }
        _ => is(Category::NotTech, words),
    }
}

/// Support of what? Beside words of business it is of customers, guests, sellers.
fn support(reading: &Reading, words: &str) -> Work {
    match reading.areas().find(|(area, _)| is_business(*area)) {
        Some((_, business)) => is(Category::NotTech, business),
        None => Work::Ask(Question::Support, words.to_owned()),
    }
}

fn adviser(reading: &Reading) -> Option<Work> {
    let last = reading.main()?;
    let sells = last.0 == Area::Product && reading.areas().any(|(area, _)| is_business(*area));
    if sells || is_business(last.0) || matches!(last.0, Area::Trade | Area::Science) {
        return Some(not_tech(reading));
    }
    if let Some(work) = named(reading) {
        return Some(work);
    }
    let (area, words) = last;
    Some(match area {
        Area::Data | Area::Analytics | Area::Quant => is(Category::DataScience, words),
        Area::Cloud => is(Category::DevopsSre, words),
        Area::Product | Area::Design => is(Category::ProductDesignOtherTech, words),
        Area::Support => support(reading, words),
        Area::Software
        | Area::Technology
        | Area::It
        | Area::BusinessApps
        | Area::Solutions
        | Area::Systems => is(Category::SolutionsSupport, words),
        _ => made(reading)?,
    })
}

/// A rung, a learner, a specialist, or no noun at all: the area alone tells.
fn unnamed(reading: &Reading) -> Option<Work> {
    let main: &Named = reading.main()?;
    let (area, words) = main;
    if let Some(work) = named(reading) {
        return Some(work);
    }
    let specialist = reading.noun == Some(Noun::Specialist);
    let learner = reading.noun == Some(Noun::Learner);
    Some(match area {
        Area::Is(category) => is(*category, words),
        Area::Business | Area::Trade | Area::Science => is(Category::NotTech, words),
        Area::Operations => return (!learner).then(|| is(Category::NotTech, words)),
        Area::Product if specialist => is(Category::NotTech, words),
        Area::Product | Area::Design | Area::BusinessApps => is(Category::ProductDesignOtherTech, words),
        Area::It if learner => Work::Ask(Question::Engineer, words.clone()),
        Area::It => is(Category::ProductDesignOtherTech, words),
        Area::Security => Work::Ask(Question::Guard, words.clone()),
        _ if specialist && reading.has(Area::Business) => not_tech(reading),
        Area::Solutions | Area::Support => support(reading, words),
        Area::Data => is(Category::DataScience, words),
        Area::Cloud => is(Category::DevopsSre, words),
        Area::Software => made(reading).unwrap_or_else(|| Work::Ask(Question::Side, words.clone())),
        Area::Technology | Area::Systems if learner => Work::Ask(Question::Engineer, words.clone()),
        Area::Technology | Area::Systems => Work::Ask(Question::Anything, words.clone()),
        _ => made(reading)?,
    })
}
