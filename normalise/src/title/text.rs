//! What a description says of the work, where its title leaves that open.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalog::schema::Category;
use catalog::text::fold;

use super::table::{Area, area};
use super::words::words;
use crate::phrases::Phrases;

const TABLE: &str = include_str!("../../data/text-words.tsv");

/// How often one phrase counts: a text that repeats a word says no more by it.
const MOST: u32 = 3;

static WORDS: LazyLock<Phrases<(Area, u32)>> = LazyLock::new(|| Phrases::read(TABLE, kind));

fn kind(kind: &'static str) -> Option<(Area, u32)> {
    let (name, weight) = kind.split_once(':')?;
    Some((area(name)?, weight.parse().ok()?))
}

/// Weights of areas in a text.
#[derive(Debug, Default)]
pub struct Signals {
    weights: HashMap<Area, u32>,
    /// The phrase of each area that counts most.
    strongest: HashMap<Area, (u32, String)>,
}

impl Signals {
    /// Reads a text. The board's own paragraphs should be left out of it.
    pub fn of(text: &str) -> Signals {
        let words = words(&fold(text));
        let mut seen: HashMap<(Area, &[String]), u32> = HashMap::new();
        let mut signals = Signals::default();
        for found in WORDS.matches(&words) {
            let phrase = &words[found.from..found.to];
            let (area, weight) = found.word;
            let count = seen.entry((area, phrase)).or_default();
            *count += 1;
            if *count > MOST {
                continue;
            }
            *signals.weights.entry(area).or_default() += weight;
            let strongest = signals.strongest.entry(area).or_default();
            if weight * *count > strongest.0 {
                *strongest = (weight * *count, phrase.join(" "));
            }
        }
        signals
    }

    /// The weight of an area.
    pub fn weight(&self, area: Area) -> u32 {
        self.weights.get(&area).copied().unwrap_or_default()
    }

    /// The words that say most of an area.
    pub fn evidence(&self, area: Area) -> &str {
        self.strongest.get(&area).map_or("", |(_, phrase)| phrase)
    }

    /// Whether the text is of software at all.
    pub fn is_code(&self) -> bool {
        self.weight(Area::Code) >= 12
    }

    /// Whether the text is of things rather than of software.
    pub fn is_trade(&self) -> bool {
        self.weight(Area::Trade) >= 10 && self.weight(Area::Trade) > self.weight(Area::Code)
    }

    /// The side of software that the text is of.
    pub fn side(&self) -> Option<(Category, Area)> {
        let (back, front) = (self.weight(Area::Backend), self.weight(Area::Frontend));
        let full = self.weight(Area::FullStack);
        if full >= 12 && front < back.max(6) * 3 {
            return Some((Category::FullStack, Area::FullStack));
        }
        let sides = back.max(front).max(full);
        if let Some(other) = self.specialty(sides) {
            return Some(other);
        }
        // Two mentions say it; one only where the text is not of one side alone.
        let (lesser, greater) = (back.min(front), back.max(front));
        if front >= 20 && front >= back * 3 {
            return Some((Category::Frontend, Area::Frontend));
        }
        if full >= 6 && (back <= 9 || front * 4 >= back) {
            return Some((Category::FullStack, Area::FullStack));
        }
        // Without a word for both, only like weights make it both: every text of servers names some browser, and the reverse.
        if lesser >= 6 && lesser * 20 >= greater * 17 {
            return Some((Category::FullStack, Area::Frontend));
        }
        if back >= 5 && back > front {
            return Some((Category::Backend, Area::Backend));
        }
        (front >= 8 && front > back).then_some((Category::Frontend, Area::Frontend))
    }

    /// A kind of work that outweighs the sides. How far it must: every text of today names models and clouds.
    fn specialty(&self, sides: u32) -> Option<(Category, Area)> {
        const KINDS: [(Area, Category, u32, u32); 9] = [
            (Area::Mobile, Category::Mobile, 18, 1),
            (Area::Ml, Category::MachineLearning, 30, 2),
            (Area::DataEngineering, Category::DataEngineering, 20, 2),
            (Area::Security, Category::Security, 20, 2),
            (Area::Quality, Category::QaTest, 20, 2),
            (Area::Devops, Category::DevopsSre, 24, 2),
            (Area::Platform, Category::PlatformInfrastructure, 24, 2),
            (Area::Embedded, Category::EmbeddedHardware, 15, 1),
            (Area::Game, Category::GameGraphics, 15, 1),
        ];
        let most = KINDS.iter().max_by_key(|(area, ..)| self.weight(*area))?;
        let (area, category, least, times) = *most;
        let weight = self.weight(area);
        (weight >= least && weight >= sides * times).then_some((category, area))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        crate::phrases::assert_sound(TABLE, kind, |(area, _)| format!("{area:?}"));
    }

    #[test]
    fn texts_tell_a_side() {
        let check = |text: &str, expected: Option<Category>| {
            assert_eq!(Signals::of(text).side().map(|(category, _)| category), expected, "{text}");
        };
        check("You build APIs and microservices in Java with Kafka and PostgreSQL.", Some(Category::Backend));
        check(
            "You work full-stack: React in front, Ruby behind, PostgreSQL below.",
            Some(Category::FullStack),
        );
        check("You craft our component library in React, TypeScript and CSS.", Some(Category::Frontend));
        check("You solve hard problems with kind people.", None);
    }
}
