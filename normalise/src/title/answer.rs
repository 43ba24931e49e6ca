//! What a title leaves open, answered by a department that names a side, else by the description.

use catalog::schema::Category;

use super::matrix::Question;
use super::reading::Reading;
use super::table::Area;
use super::text::Signals;
use crate::{Derived, Evidence, Field};

/// Answers a question that a title's words raise. Without an answer the work is of technology, and unspecified.
pub fn answer<'a>(
    question: Question,
    words: &str,
    department: &Reading,
    text: impl Iterator<Item = &'a str>,
) -> Derived<Category> {
    if matches!(question, Question::Side | Question::Engineer)
        && let Some(side) = side_of(department)
    {
        return side;
    }
    let signals = Signals::of(text);
    let asked = Asked { words, signals };
    match question {
        Question::Side => asked.side(),
        Question::Engineer => asked.engineer(),
        Question::Cloud if asked.weight(Area::Backend) >= 10.max(asked.weight(Area::Devops) * 2 + 1) => {
            asked.by(Category::Backend, Area::Backend)
        }
        Question::Cloud => asked.said(Category::DevopsSre),
        Question::Circuits if asked.weight(Area::Embedded) >= 10 => {
            asked.by(Category::EmbeddedHardware, Area::Embedded)
        }
        Question::Circuits => asked.said(Category::NotTech),
        Question::Analyst => asked.analyst(Category::NotTech),
        Question::BusinessAnalyst => asked.business_analyst(),
        Question::Research => asked.research(),
        Question::Guard if asked.weight(Area::Guard) >= 5 && asked.weight(Area::Security) < 10 => {
            asked.by(Category::NotTech, Area::Guard)
        }
        Question::Guard => asked.said(Category::Security),
        Question::Project if asked.signals.is_trade() => asked.by(Category::NotTech, Area::Trade),
        Question::Project => asked.said(Category::ProductDesignOtherTech),
        Question::Support if !asked.signals.is_silent() && asked.weight(Area::Code) < 8 => {
            asked.said(Category::NotTech)
        }
        Question::Support => asked.said(Category::SolutionsSupport),
        Question::Anything => asked.anything(),
    }
}

/// The title's words and the description's weights.
struct Asked<'a> {
    words: &'a str,
    signals: Signals,
}

impl Asked<'_> {
    fn weight(&self, area: Area) -> u32 {
        self.signals.weight(area)
    }

    /// The title's words are the evidence.
    fn said(&self, category: Category) -> Derived<Category> {
        Derived::new(category, Field::Title, self.words)
    }

    /// The description's strongest words of an area are.
    fn by(&self, category: Category, area: Area) -> Derived<Category> {
        Derived::new(category, Field::Description, self.signals.evidence(area))
    }

    fn unspecified(&self) -> Derived<Category> {
        Derived { value: Category::Unspecified, evidence: Some(Evidence::new(Field::Title, self.words)) }
    }

    fn side(&self) -> Derived<Category> {
        match self.signals.side() {
            Some((category, area)) => self.by(category, area),
            None => self.unspecified(),
        }
    }

    fn engineer(&self) -> Derived<Category> {
        let solves =
            self.weight(Area::Solutions) >= 15 && self.weight(Area::Solutions) > self.weight(Area::Code);
        if self.signals.is_trade() {
            self.by(Category::NotTech, Area::Trade)
        } else if self.signals.side().is_none() && solves {
            self.by(Category::SolutionsSupport, Area::Solutions)
        } else {
            self.side()
        }
    }

    fn analyst(&self, other: Category) -> Derived<Category> {
        let analyses = self.weight(Area::Analytics);
        if analyses >= 20 && analyses > self.weight(Area::Requirements) {
            self.by(Category::DataScience, Area::Analytics)
        } else {
            self.said(other)
        }
    }

    fn business_analyst(&self) -> Derived<Category> {
        let tech = self.signals.is_silent() || self.weight(Area::Requirements) >= 5 || self.signals.is_code();
        self.analyst(if tech { Category::ProductDesignOtherTech } else { Category::NotTech })
    }

    fn research(&self) -> Derived<Category> {
        if self.signals.is_silent() || self.weight(Area::Ml) >= 8 {
            self.said(Category::MachineLearning)
        } else if self.signals.is_code() {
            self.unspecified()
        } else {
            self.said(Category::NotTech)
        }
    }

    fn anything(&self) -> Derived<Category> {
        let code = self.weight(Area::Code);
        if code >= 20 && code > self.weight(Area::Solutions) {
            self.unspecified()
        } else {
            self.said(Category::NotTech)
        }
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
