//! Tables of phrases: the longest that begins at a word counts.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// A phrase found among words, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match<W> {
    /// Its first word's place.
    pub from: usize,
    /// The place after its last word.
    pub to: usize,
    /// What it says.
    pub word: W,
}

/// A phrase's words, and what they say: perhaps several things.
type Entry<W> = (Vec<&'static str>, Vec<W>);

/// Phrases of folded words, and what each says.
pub(crate) struct Phrases<W> {
    /// By their first word, longest first.
    exact: HashMap<&'static str, Vec<Entry<W>>, RandomState>,
    /// Beginnings of single words.
    stems: Vec<(&'static str, W)>,
}

impl<W: Copy> Phrases<W> {
    /// Reads lines of a kind, a tab, and phrases parted by `|`; a star ends a word of which only the beginning is given. Kinds
    /// that say nothing and lines that begin with `#` are left out.
    pub fn read(table: &'static str, kind: impl Fn(&'static str) -> Option<W>) -> Phrases<W> {
        let mut exact: HashMap<&'static str, Vec<Entry<W>>, RandomState> = HashMap::default();
        let mut stems = Vec::new();
        let lines = table.lines().filter(|l| !l.starts_with('#'));
        for (word, phrases) in
            lines.filter_map(|l| l.split_once('\t')).filter_map(|(k, p)| Some((kind(k)?, p)))
        {
            for phrase in phrases.split('|') {
                match phrase.strip_suffix('*') {
                    Some(stem) => stems.push((stem, word)),
                    None => {
                        let words: Vec<&'static str> = phrase.split(' ').collect();
                        let list = exact.entry(words[0]).or_default();
                        match list.iter_mut().find(|(known, _)| *known == words) {
                            Some((_, said)) => said.push(word),
                            None => list.push((words, vec![word])),
                        }
                    }
                }
            }
        }
        exact.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Phrases { exact, stems }
    }

    /// The phrases among the words, from the first to the last; none overlap.
    pub fn matches<S: AsRef<str>>(&self, words: &[S]) -> Vec<Match<W>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (len, said) = self.longest(&words[at..]);
            out.extend(said.iter().map(|&word| Match { from: at, to: at + len, word }));
            at += len;
        }
        out
    }

    /// What one word says alone.
    pub fn said(&self, word: &str) -> &[W] {
        self.longest(&[word]).1
    }

    fn longest<S: AsRef<str>>(&self, words: &[S]) -> (usize, &[W]) {
        let Some(first) = words.first().map(AsRef::as_ref) else { return (1, &[]) };
        let begins = |phrase: &[&str]| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| *a == b.as_ref())
        };
        let exact = self.exact.get(first).and_then(|list| list.iter().find(|(phrase, _)| begins(phrase)));
        if let Some((phrase, said)) = exact {
            return (phrase.len(), said);
        }
        let stem = self.stems.iter().find(|(stem, _)| first.starts_with(stem));
        (1, stem.map_or(&[], |(_, word)| std::slice::from_ref(word)))
    }
}

/// Whether a table is sound: every kind is known, every phrase folded, and none says two things of one `group`.
#[cfg(test)]
pub(crate) fn assert_sound<W: Copy + PartialEq + std::fmt::Debug>(
    table: &'static str,
    kind: impl Fn(&'static str) -> Option<W>,
    group: impl Fn(W) -> String,
) {
    let mut seen: HashMap<(&str, String), W> = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (name, phrases) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
        let word = kind(name).unwrap_or_else(|| panic!("no such kind: {name}"));
        for phrase in phrases.split('|') {
            assert_eq!(catalog::text::fold(phrase), phrase, "a phrase is folded");
            assert!(
                !phrase.trim_end_matches('*').is_empty() && phrase.trim() == phrase,
                "“{phrase}” in {name}"
            );
            if let Some(other) = seen.insert((phrase, group(word)), word) {
                assert_eq!(other, word, "{phrase}");
            }
        }
    }
}
