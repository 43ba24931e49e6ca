//! Words: how text is folded and cut, and which words of a vocabulary a query's word means.

mod fold;
mod typo;

pub use fold::{fold, slugify};
pub use typo::within;

use crate::column::Strings;

/// The words of a text: runs of letters, digits, `+` and `#` of the folded text, so that `C++` and `C#` are words.
pub fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !(c.is_alphanumeric() || c == '+' || c == '#')).filter(|t| !t.is_empty())
}

/// Every word of a catalogue, sorted, so that those with a common beginning are neighbours.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Strings,
}

impl Vocabulary {
    /// Of words sorted and without repeats.
    pub fn new<'a>(sorted: impl Iterator<Item = &'a str>) -> Vocabulary {
        let mut words = Strings::default();
        sorted.for_each(|w| words.push(w));
        Vocabulary { words }
    }

    /// The word's number.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.words.find(word)
    }

    /// The numbers of the words that a query's word means: itself, or those that it begins (`prefix`); where there is none
    /// and `typos` are forgiven, those within [`allowed`] edits of it, as a whole or at their beginning.
    pub fn expand(&self, word: &str, prefix: bool, typos: bool, out: &mut Vec<u32>) {
        out.clear();
        let from = self.words.lower_bound(word);
        if prefix {
            out.extend((from..self.words.len()).take_while(|&i| self.words.get(i).starts_with(word)));
        } else {
            out.extend(self.find(word));
        }
        let edits = allowed(word);
        if out.is_empty() && typos && edits > 0 {
            out.extend((0..self.words.len()).filter(|&i| within(word, self.words.get(i), edits, prefix)));
        }
    }
}

/// Edits forgiven in a word: 0 under 5 letters, 1 under 9, else 2.
fn allowed(word: &str) -> u32 {
    match word.chars().count() {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_the_signs_of_languages() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(tokens(&fold(text)).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Senior C++/C# (m/f/d)", &["senior", "c++", "c#", "m", "f", "d"]);
        check("Ingénieur·e Logiciel — Zürich", &["ingenieur", "e", "logiciel", "zurich"]);
        check("Node.js & .NET", &["node", "js", "net"]);
    }

    #[test]
    fn a_word_means_itself_before_its_neighbours() {
        let vocabulary = Vocabulary::new(["engine", "engineer", "engineering", "java", "rust"].into_iter());
        let check = |word: &str, prefix, expected: &[u32]| {
            let mut out = Vec::new();
            vocabulary.expand(word, prefix, true, &mut out);
            assert_eq!(out, expected, "{word}");
        };
        check("engineer", false, &[1]);
        check("engineer", true, &[1, 2]);
        check("enginere", false, &[1]);
        check("rusd", false, &[]);
        check("enginea", true, &[0, 1, 2]);
        check("mngineer", false, &[]);
    }
}
