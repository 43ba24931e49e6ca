//! What a description says of the work, where its title leaves that open.
//!
//! One automaton holds all phrases: it reads the words once, and no word becomes a string.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use catalog::schema::Category;

use super::table::{Area, area};
use super::words::pad;

const TABLE: &str = include_str!("../../data/text-words.tsv");

/// How often one phrase counts: a text that repeats a word says no more by it.
const MOST: u32 = 3;

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// The phrases and what each says, perhaps of several areas.
struct Words {
    automaton: AhoCorasick,
    phrases: Vec<(&'static str, Vec<(Area, u32)>)>,
}

impl Words {
    fn read() -> Words {
        let mut phrases: Vec<(&'static str, Vec<(Area, u32)>)> = Vec::new();
        let lines =
            TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        for (said, list) in lines.filter_map(|(name, list)| Some((kind(name)?, list))) {
            for phrase in list.split('|') {
                match phrases.iter_mut().find(|(known, _)| *known == phrase) {
                    Some((_, all)) => all.push(said),
                    None => phrases.push((phrase, vec![said])),
                }
            }
        }
        let patterns = phrases.iter().map(|(phrase, _)| format!(" {phrase} "));
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        Words { automaton: automaton.expect("a table of phrases is small"), phrases }
    }

    /// The phrases of the padded words, from the first to the last: the longest at a place counts, none overlap.
    fn found<'a>(&'a self, padded: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.automaton.find(Input::new(padded).span(at..padded.len()))?;
            // The space behind a phrase stands before the next as well.
            at = found.end() - 1;
            Some(found.pattern().as_usize())
        })
    }
}

fn kind(kind: &'static str) -> Option<(Area, u32)> {
    let (name, weight) = kind.split_once(':')?;
    Some((area(name)?, weight.parse().ok()?))
}

/// What a text says of one area.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    weight: u32,
    /// The weight of the phrase that counts most, and the phrase.
    strongest: (u32, &'static str),
}

/// Weights of areas in a text.
#[derive(Debug, Default)]
pub struct Signals {
    areas: Vec<(Area, Said)>,
    has_words: bool,
}

impl Signals {
    /// Reads the lines of a text. The board's own paragraphs should be left out of it.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Signals {
        let mut padded = String::new();
        // No phrase goes on in the next line.
        lines.for_each(|line| {
            pad(line, &mut padded);
            padded.push('\n');
        });
        let mut signals = Signals { areas: Vec::new(), has_words: padded.bytes().any(|b| b > b' ') };
        let words = &*WORDS;
        let mut seen = vec![0_u32; words.phrases.len()];
        for at in words.found(&padded) {
            seen[at] += 1;
            if seen[at] <= MOST {
                let (phrase, said) = &words.phrases[at];
                said.iter().for_each(|&(area, weight)| signals.count(area, weight, seen[at], phrase));
            }
        }
        signals
    }

    fn count(&mut self, area: Area, weight: u32, times: u32, phrase: &'static str) {
        let at = self.areas.iter().position(|(known, _)| *known == area).unwrap_or_else(|| {
            self.areas.push((area, Said::default()));
            self.areas.len() - 1
        });
        let said = &mut self.areas[at].1;
        said.weight += weight;
        if weight * times > said.strongest.0 {
            said.strongest = (weight * times, phrase);
        }
    }

    fn said(&self, area: Area) -> Said {
        self.areas.iter().find(|(known, _)| *known == area).map(|(_, said)| *said).unwrap_or_default()
    }

    /// Whether there is no text.
    pub fn is_silent(&self) -> bool {
        !self.has_words
    }

    /// The weight of an area.
    pub fn weight(&self, area: Area) -> u32 {
        self.said(area).weight
    }

    /// The words that say most of an area.
    pub fn evidence(&self, area: Area) -> &'static str {
        self.said(area).strongest.1
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
            assert_eq!(Signals::of(text.lines()).side().map(|(category, _)| category), expected, "{text}");
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
