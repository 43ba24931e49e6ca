//! Titles: their rungs and their work, in the words of other schemes.

use catalog::schema::{Category, Level};
use normalise::title;
use serde_json::{Map, Value};

use super::{Judged, Outcome, word};

/// `seniority`, null where a title has none.
pub fn seniority(case: &Map<String, Value>) -> Option<Judged> {
    Some(rung(word(case, "title"), word(case, "seniority")))
}

/// `level`, "unknown" where a title has none.
pub fn level(case: &Map<String, Value>) -> Option<Judged> {
    Some(rung(word(case, "title"), word(case, "level")))
}

fn rung(title: &str, theirs: &str) -> Judged {
    let accepted: &[Level] = match theirs {
        "intern" => &[Level::Intern],
        "entry" => &[Level::Junior],
        "mid" => &[Level::Mid],
        "senior" => &[Level::Senior],
        // Theirs does not part leads of work from leads of people.
        "lead" => &[Level::Staff, Level::Manager],
        "staff" => &[Level::Staff],
        "principal" => &[Level::Principal],
        "manager" => &[Level::Manager],
        "director" | "executive" => &[Level::DirectorPlus],
        _ => &[],
    };
    let found = title::level(title).value;
    let outcome = match found {
        Level::Unspecified if accepted.is_empty() => Outcome::Silent,
        Level::Unspecified => Outcome::Missing,
        _ if accepted.is_empty() => Outcome::Invented,
        found if accepted.contains(&found) => Outcome::Right,
        _ => Outcome::Wrong,
    };
    Judged { outcome, text: title.to_owned(), expected: theirs.to_owned(), found: found.slug().to_owned() }
}

/// Their occupations in our categories; several are right where ours are cut otherwise.
const OCCUPATIONS: &[(&str, &[Category])] = &[
    ("software-engineer", &[Category::Unspecified, Category::Backend, Category::FullStack]),
    ("site-reliability-engineer", &[Category::DevopsSre]),
    ("platform-engineer", &[Category::PlatformInfrastructure]),
    ("cloud-engineer", &[Category::DevopsSre]),
    ("analytics-engineer", &[Category::DataEngineering, Category::DataScience]),
    ("mlops-engineer", &[Category::MachineLearning]),
    ("computer-vision-engineer", &[Category::MachineLearning]),
    ("nlp-engineer", &[Category::MachineLearning]),
    ("application-security-engineer", &[Category::Security, Category::DevopsSre]),
    ("firmware-engineer", &[Category::EmbeddedHardware]),
    ("hardware-engineer", &[Category::EmbeddedHardware]),
    ("asic-engineer", &[Category::EmbeddedHardware]),
    ("sdet", &[Category::QaTest]),
    ("cloud-architect", &[Category::DevopsSre, Category::SolutionsSupport]),
    ("data-architect", &[Category::DataEngineering]),
    ("tech-lead", &[Category::Unspecified, Category::EngineeringManagement]),
    ("research-scientist", &[Category::MachineLearning]),
    ("applied-scientist", &[Category::MachineLearning]),
    ("quantitative-analyst", &[Category::DataScience]),
    ("bioinformatician", &[Category::DataScience]),
    ("robotics-engineer", &[Category::EmbeddedHardware]),
    ("developer-advocate", &[Category::ProductDesignOtherTech]),
    ("performance-engineer", &[Category::QaTest, Category::PlatformInfrastructure, Category::DevopsSre]),
    ("product-engineer", &[Category::FullStack, Category::Unspecified]),
    ("cybersecurity-analyst", &[Category::Security]),
    ("geospatial-analyst", &[Category::DataScience, Category::NotTech]),
    ("qa-engineer", &[Category::QaTest]),
    ("data-scientist", &[Category::DataScience]),
    ("ml-engineer", &[Category::MachineLearning]),
    ("solutions-architect", &[Category::SolutionsSupport]),
    ("embedded-engineer", &[Category::EmbeddedHardware]),
    ("quality-manager", &[Category::NotTech]),
    ("automation-engineer", &[Category::EmbeddedHardware, Category::NotTech]),
    ("maintenance-technician", &[Category::NotTech]),
    ("!software-engineer", &[Category::NotTech, Category::SolutionsSupport]),
    // "Systems Engineer": all we want is that it is not sent to the networks.
    ("!network-engineer", &[Category::Unspecified, Category::PlatformInfrastructure, Category::DevopsSre]),
    ("", &[Category::NotTech]),
];

/// `occupation`, with `!` for what it must not be, null for none of theirs.
pub fn occupation(case: &Map<String, Value>) -> Option<Judged> {
    let (text, theirs) = (word(case, "title"), word(case, "occupation"));
    let accepted = OCCUPATIONS.iter().find(|(name, _)| *name == theirs)?.1;
    let found = title::category(text, "", "".lines()).value;
    let outcome = match found {
        found if accepted.contains(&found) => Outcome::Right,
        Category::Unspecified => Outcome::Missing,
        _ => Outcome::Wrong,
    };
    let (expected, found) = (theirs.to_owned(), found.slug().to_owned());
    Some(Judged { outcome, text: text.to_owned(), expected, found })
}
