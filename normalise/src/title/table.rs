//! What words of titles say: a table of phrases, the longest at a place counts.

use std::sync::LazyLock;

use catalog::schema::Category;

use crate::phrases::{Match, Phrases};

const TABLE: &str = include_str!("../../data/title-words.tsv");

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Who does the work.
    Noun(Noun),
    /// What the work is at.
    Area(Area),
    /// Joins who and what, in this order: "Director of Engineering".
    Of,
    /// What follows is another's: "Assistant to the Head of Engineering".
    Stop,
    /// A phrase that only looks like one of the others.
    Skip,
}

/// Who does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Developers: makers of software.
    Developer,
    /// Engineers: mostly makers of software.
    Engineer,
    /// Leads of people.
    Leader,
    /// "Lead" and rungs alone, where no other noun stands.
    Lead,
    /// Managers of programmes and projects.
    Program,
    /// Business analysts.
    BusinessAnalyst,
    /// Scientists.
    Scientist,
    /// Analysts.
    Analyst,
    /// Research scientists and engineers.
    Research,
    /// Researchers of anything.
    Researcher,
    /// Designers.
    Designer,
    /// Artists and animators.
    Artist,
    /// Writers.
    Writer,
    /// Architects, of software or of houses.
    Architect,
    /// Administrators.
    Admin,
    /// Technicians and operators.
    Technician,
    /// Consultants and experts.
    Consultant,
    /// Specialists, officers, coordinators: no word of the work.
    Specialist,
    /// Interns, apprentices: no word of the work.
    Learner,
    /// A name that is one kind of work, whatever stands beside it.
    Fixed(Category),
}

impl Noun {
    /// Whether the noun counts only where no other stands.
    pub const fn is_weak(self) -> bool {
        matches!(self, Noun::Lead | Noun::Learner | Noun::Specialist)
    }
}

/// What the work is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it; the table has the words")]
pub enum Area {
    Software,
    Technology,
    Backend,
    Frontend,
    Web,
    FullStack,
    Mobile,
    DataEngineering,
    Data,
    Analytics,
    Quant,
    Ml,
    Security,
    Quality,
    Devops,
    Platform,
    Embedded,
    Game,
    Product,
    Design,
    It,
    BusinessApps,
    Solutions,
    Support,
    Trade,
    Science,
    Business,
    Operations,
    Script,
    Systems,
    Cloud,
    Code,
    Requirements,
    Guard,
    /// A name of one kind of work.
    Is(Category),
}

static WORDS: LazyLock<Phrases<Word>> = LazyLock::new(|| Phrases::read(TABLE, word));

/// The phrases of a part, from its first word to its last; none overlap.
pub fn matches(part: &[String]) -> Vec<Match<Word>> {
    WORDS.matches(part)
}

fn word(kind: &'static str) -> Option<Word> {
    let mut cells = kind.split(':');
    Some(match (cells.next()?, cells.next()) {
        ("of", None) => Word::Of,
        ("stop", None) => Word::Stop,
        ("skip", None) => Word::Skip,
        ("noun", Some("fixed")) => Word::Noun(Noun::Fixed(Category::from_slug(cells.next()?)?)),
        ("noun", Some(name)) => Word::Noun(noun(name)?),
        ("area", Some("is")) => Word::Area(Area::Is(Category::from_slug(cells.next()?)?)),
        ("area", Some(name)) => Word::Area(area(name)?),
        _ => return None,
    })
}

fn noun(name: &str) -> Option<Noun> {
    Some(match name {
        "developer" => Noun::Developer,
        "engineer" => Noun::Engineer,
        "leader" => Noun::Leader,
        "lead" => Noun::Lead,
        "program" => Noun::Program,
        "businessanalyst" => Noun::BusinessAnalyst,
        "scientist" => Noun::Scientist,
        "analyst" => Noun::Analyst,
        "research" => Noun::Research,
        "researcher" => Noun::Researcher,
        "designer" => Noun::Designer,
        "artist" => Noun::Artist,
        "writer" => Noun::Writer,
        "architect" => Noun::Architect,
        "admin" => Noun::Admin,
        "technician" => Noun::Technician,
        "consultant" => Noun::Consultant,
        "specialist" => Noun::Specialist,
        "learner" => Noun::Learner,
        _ => return None,
    })
}

/// The area of that name in the tables.
pub fn area(name: &str) -> Option<Area> {
    Some(match name {
        "software" => Area::Software,
        "technology" => Area::Technology,
        "backend" => Area::Backend,
        "frontend" => Area::Frontend,
        "web" => Area::Web,
        "fullstack" => Area::FullStack,
        "mobile" => Area::Mobile,
        "dataengineering" => Area::DataEngineering,
        "data" => Area::Data,
        "analytics" => Area::Analytics,
        "quant" => Area::Quant,
        "ml" => Area::Ml,
        "security" => Area::Security,
        "quality" => Area::Quality,
        "devops" => Area::Devops,
        "platform" => Area::Platform,
        "embedded" => Area::Embedded,
        "game" => Area::Game,
        "product" => Area::Product,
        "design" => Area::Design,
        "it" => Area::It,
        "businessapps" => Area::BusinessApps,
        "solutions" => Area::Solutions,
        "support" => Area::Support,
        "trade" => Area::Trade,
        "science" => Area::Science,
        "business" => Area::Business,
        "operations" => Area::Operations,
        "script" => Area::Script,
        "systems" => Area::Systems,
        "cloud" => Area::Cloud,
        "code" => Area::Code,
        "requirements" => Area::Requirements,
        "guard" => Area::Guard,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        crate::phrases::assert_sound(TABLE, word, |_| String::new());
    }
}
