//! Lists of phrases, looked for together in one pass.

use std::ops::Range;

use aho_corasick::automaton::{Automaton as _, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, MatchKind};
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

/// Lists of words, looked for anywhere in a folded text: within words, too.
pub struct Finder {
    automaton: AhoCorasick,
    /// The list of each word.
    lists: Vec<usize>,
}

impl Finder {
    /// Lists parted by `|`.
    pub fn new<'a>(lists: impl IntoIterator<Item = &'a str>) -> Finder {
        let (words, lists): (Vec<&str>, Vec<usize>) =
            lists.into_iter().enumerate().flat_map(|(i, list)| list.split('|').map(move |w| (w, i))).unzip();
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words);
        Finder { automaton: automaton.expect("lists of words are small"), lists }
    }

    /// Where words stand, each with its list, by their ends.
    pub fn found(&self, text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
        let hits = self.automaton.find_overlapping_iter(text);
        hits.map(|hit| (hit.range(), self.lists[hit.pattern().as_usize()]))
    }
}

/// Stems with which a sentence may say something, in any case.
pub struct Stems {
    automaton: DFA,
    start: StateID,
    /// Bytes of the longest.
    longest: usize,
    /// The list of each stem.
    lists: Vec<usize>,
}

impl Stems {
    /// Lists parted by `|`, of ASCII letters: what stands around them may be accented.
    pub fn new<'a>(lists: impl IntoIterator<Item = &'a str>) -> Stems {
        let (mut stems, mut owners) = (Vec::new(), Vec::new());
        for (list, phrases) in lists.into_iter().enumerate() {
            stems.extend(phrases.split('|'));
            owners.resize(stems.len(), list);
        }
        let automaton = DFA::builder().ascii_case_insensitive(true).build(&stems);
        let automaton = automaton.expect("lists of stems are small");
        let start = automaton.start_state(Anchored::No).expect("a search begins anywhere");
        Stems { automaton, start, longest: stems.iter().map(|s| s.len()).max().unwrap_or(1), lists: owners }
    }

    /// Whether the text has one of the stems.
    pub fn are_in(&self, text: &str) -> bool {
        !self.hits(text).found.is_empty()
    }

    /// Where the stems stand. Each byte's state waits for the one before: both halves of the text are read side by side, which
    /// takes half the time.
    pub fn hits<'a>(&self, text: &'a str) -> Hits<'a> {
        let bytes = text.as_bytes();
        let half = bytes.len() / 2;
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let (mut left, mut right) = (self.start, self.start);
        for &byte in &bytes[half.saturating_sub(self.longest)..half] {
            right = self.automaton.next_state(Anchored::No, right, byte);
        }
        for (at, (&a, &b)) in bytes[..half].iter().zip(&bytes[half..]).enumerate() {
            left = self.automaton.next_state(Anchored::No, left, a);
            right = self.automaton.next_state(Anchored::No, right, b);
            if self.automaton.is_special(left) || self.automaton.is_special(right) {
                self.note(left, at + 1, &mut first);
                self.note(right, half + at + 1, &mut second);
            }
        }
        if let Some(&last) = bytes.get(2 * half) {
            right = self.automaton.next_state(Anchored::No, right, last);
            self.note(right, bytes.len(), &mut second);
        }
        first.extend(second);
        Hits { text, found: first }
    }

    fn note(&self, state: StateID, end: usize, found: &mut Vec<Hit>) {
        if self.automaton.is_match(state) {
            let stems = (0..self.automaton.match_len(state)).map(|i| self.automaton.match_pattern(state, i));
            found.extend(stems.map(|stem| Hit {
                start: end - self.automaton.pattern_len(stem),
                end,
                list: self.lists[stem.as_usize()],
            }));
        }
    }
}

struct Hit {
    start: usize,
    end: usize,
    list: usize,
}

/// A text, and where stems stand in it.
pub struct Hits<'a> {
    text: &'a str,
    found: Vec<Hit>,
}

impl<'a> Hits<'a> {
    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The lines that have a stem of the list, each once, and where each begins, bytes.
    pub fn lines(&self, list: usize) -> impl Iterator<Item = (usize, &'a str)> {
        self.stretches(list, |text, _, hit| {
            let from = text[..hit.start].rfind('\n').map_or(0, |at| at + 1);
            (from, text[hit.end..].find('\n').map_or(text.len(), |at| hit.end + at))
        })
    }

    /// The sentences and list items that have a stem of the list, each once. Linear in the text, but for sentences that are longer
    /// than anybody's: those are cut.
    pub fn sentences(&self, list: usize) -> impl Iterator<Item = &'a str> {
        let sentence = |text: &str, read, hit: &Hit| (start_of(text, read, hit.start), end_of(text, hit.end));
        self.stretches(list, sentence).map(|(_, sentence)| sentence.trim())
    }

    /// What stands around the list's stems, none of it twice, and where: `around` tells from where to where, from what is read already on.
    fn stretches(
        &self,
        list: usize,
        around: impl Fn(&str, usize, &Hit) -> (usize, usize),
    ) -> impl Iterator<Item = (usize, &'a str)> {
        let text = self.text;
        let mut read = 0;
        self.found.iter().filter(move |hit| hit.list == list).filter_map(move |hit| {
            if hit.start < read {
                return None;
            }
            let (from, to) = around(text, read, hit);
            read = to;
            Some((from, &text[from..to]))
        })
    }

    /// What stands behind a stem of the list that begins a line, up to the line's end.
    pub fn behind_heads(&self, list: usize) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        let heads = self.found.iter().filter(move |hit| hit.list == list);
        let heads = heads.filter(|hit| hit.start == 0 || text.as_bytes()[hit.start - 1] == b'\n');
        heads.map(|hit| text[hit.end..].lines().next().unwrap_or_default())
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
        let stems = Stems::new(["remote"]);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(stems.hits(text).sentences(0).collect::<Vec<_>>(), expected, "{text}");
        };
        check("One. This is Remote. Three\nremote", &["This is Remote.", "remote"]);
        check(
            "We hire in the U.S. and remote, e.g. from home. Bye",
            &["We hire in the U.S. and remote, e.g. from home."],
        );
        check("remote remote", &["remote remote"]);
    }

    #[test]
    fn stems_are_found_wherever_the_text_is_halved() {
        let stems = Stems::new(["utc|time zone", "zone|remote"]);
        for before in 0..24 {
            for behind in 0..24 {
                let text = format!("{}A Time Zone{}", "é".repeat(before), "x".repeat(behind));
                let hits = stems.hits(&text);
                let of = |list| hits.sentences(list).collect::<Vec<_>>();
                assert_eq!((of(0), of(1)), (vec![text.as_str()], vec![text.as_str()]), "{text}");
            }
        }
    }

    #[test]
    fn heads_begin_a_line() {
        let stems = Stems::new(["where:"]);
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(stems.hits(text).behind_heads(0).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Where: here\nor where: there\nWHERE:\nwhere: everywhere", &[" here", "", " everywhere"]);
    }
}
