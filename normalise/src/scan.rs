//! Lists of phrases, looked for together in one pass.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use catalog::text::fold;

/// Some lists, each of folded phrases parted by `|`.
pub struct Phrases {
    automaton: AhoCorasick,
    /// The list of each phrase.
    lists: Vec<u32>,
    phrases: Vec<String>,
}

impl Phrases {
    /// At most 64 lists.
    pub fn new<'a>(lists: impl IntoIterator<Item = &'a str>) -> Phrases {
        let (mut phrases, mut owners) = (Vec::new(), Vec::new());
        for (list, of_list) in lists.into_iter().enumerate() {
            phrases.extend(of_list.split('|').map(str::to_owned));
            owners.resize(phrases.len(), list as u32);
        }
        let patterns = phrases.iter().map(|phrase| format!(" {phrase} "));
        // Only a table of gigabytes would be too large.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns);
        Phrases { automaton: automaton.expect("lists of phrases are small"), lists: owners, phrases }
    }

    /// The first phrase of the first list that the padded words have, and its list.
    pub fn first(&self, padded: &str) -> Option<(usize, &str)> {
        let found = self.automaton.find_overlapping_iter(padded).map(|hit| hit.pattern().as_usize());
        found.min().map(|at| (self.lists[at] as usize, self.phrases[at].as_str()))
    }

    /// The padded words without the phrases.
    pub fn without(&self, padded: &str) -> String {
        let mut marked = vec![false; padded.len()];
        for hit in self.automaton.find_overlapping_iter(padded) {
            // The space behind a phrase parts what stands around it.
            marked[hit.start()..hit.end() - 1].fill(true);
        }
        padded.char_indices().filter(|(at, _)| !marked[*at]).map(|(_, c)| c).collect()
    }

    /// A bit for each list that has a phrase in the padded words.
    pub fn marks(&self, padded: &str) -> u64 {
        let found = self.automaton.find_overlapping_iter(padded);
        found.fold(0, |marks, hit| marks | 1 << self.lists[hit.pattern().as_usize()])
    }
}

/// Stems with which a sentence may say something, in any case.
pub struct Stems(AhoCorasick);

impl Stems {
    /// Parted by `|`, of ASCII letters: what stands around them may be accented.
    pub fn new(stems: &str) -> Stems {
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .build(stems.split('|'));
        Stems(automaton.expect("lists of stems are small"))
    }

    /// Whether the text has one of the stems.
    pub fn are_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// The lines that have one of the stems, each once.
    pub fn lines<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let mut read = 0;
        self.0.find_iter(text).filter_map(move |hit| {
            if hit.start() < read {
                return None;
            }
            let from = text[..hit.start()].rfind('\n').map_or(0, |at| at + 1);
            read = text[hit.end()..].find('\n').map_or(text.len(), |at| hit.end() + at);
            Some(&text[from..read])
        })
    }

    /// The sentences and list items that have one of the stems, each once. Linear in the text, but for sentences that are
    /// longer than anybody's: those are cut.
    pub fn sentences<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let mut read = 0;
        self.0.find_iter(text).filter_map(move |hit| {
            if hit.start() < read {
                return None;
            }
            let from = start_of(text, read, hit.start());
            let to = end_of(text, hit.end());
            read = to;
            Some(text[from..to].trim())
        })
    }
}

/// Bytes before and behind a stem that are looked at.
const FARTHEST: usize = 400;

fn start_of(text: &str, least: usize, at: usize) -> usize {
    let least = least.max(at.saturating_sub(FARTHEST));
    let least = (least..=at).find(|&i| text.is_char_boundary(i)).unwrap_or(at);
    let mut marks = text[least..at].char_indices().rev().map(|(i, c)| (least + i, c));
    marks.find(|&(i, c)| ends(text, i, c)).map_or(least, |(i, c)| i + c.len_utf8())
}

fn end_of(text: &str, at: usize) -> usize {
    let most = (0..=(at + FARTHEST).min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(at);
    let mut marks = text[at..most].char_indices().map(|(i, c)| (at + i, c));
    marks.find(|&(i, c)| ends(text, i, c)).map_or(most, |(i, c)| i + c.len_utf8())
}

/// Whether a sentence ends with the mark: a line's end, or a mark with a space behind it. The points of "U.S. " and "e.g. " end
/// nothing.
fn ends(text: &str, at: usize, mark: char) -> bool {
    let spaced = || text[at + mark.len_utf8()..].starts_with([' ', '\u{a0}', '\n']);
    let initial = || {
        let before = &text[tail_from(text, at)..at];
        let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        word.contains('.') || word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
    };
    match mark {
        '\n' | '•' => true,
        '!' | '?' | ';' => spaced(),
        '.' => spaced() && !initial(),
        _ => false,
    }
}

/// Where the few characters before begin.
fn tail_from(text: &str, at: usize) -> usize {
    (at.saturating_sub(16)..=at).find(|&i| text.is_char_boundary(i)).unwrap_or(at)
}

/// Folded words with single spaces.
pub fn spaced(text: &str) -> String {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The folded words, each between spaces.
pub fn padded(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len() + 2);
    out.push(' ');
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_apart() {
        let phrases = Phrases::new(["rust|go", "go on", "java"]);
        let check = |text: &str, expected: u64| assert_eq!(phrases.marks(&padded(text)), expected, "{text}");
        check("Go on, Rust!", 0b11);
        check("JavaScript", 0);
        check("Rust, Java", 0b101);
    }

    #[test]
    fn sentences_end_where_they_end() {
        let stems = Stems::new("remote");
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(stems.sentences(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("One. This is Remote. Three\nremote", &["This is Remote.", "remote"]);
        check(
            "We hire in the U.S. and remote, e.g. from home. Bye",
            &["We hire in the U.S. and remote, e.g. from home."],
        );
        check("remote remote", &["remote remote"]);
    }
}
