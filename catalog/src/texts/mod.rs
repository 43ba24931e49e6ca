//! Which roles have these words in their postings' texts?
//!
//! ```text
//! (row, text) ──Builder──> Index ──rows("event sourcing")──> RowSet ──Session::set_text──> answers
//! ```
//!
//! The server keeps an index beside each catalogue: texts are too much for the browser, which gets the rows alone. Words are cut
//! and folded as those of `q` are, but they mean only themselves: all of them must stand in a role's texts, in any order, whole.
//! Neither beginnings nor typos count, as in texts that long nearly every word begins or resembles another. Quotes are signs
//! between words like others: places of words are not kept, they would take three times as much as all the rest.
//!
//! For each word the index has its rows as bytes: their distances in LEB128, or one bit for each row of the catalogue where that
//! is no longer (the length tells which).

mod builder;
mod list;

pub use builder::Builder;

use crate::bitmap::Bitmap;
use crate::column::Strings;
use crate::row_set::RowSet;
use crate::text::{fold, tokens};

/// Bytes of a word that is kept; longer ones are addresses and the like.
const LONGEST_WORD: usize = 64;

/// The words of a catalogue's texts, and the rows of each.
#[derive(Debug, Default)]
pub struct Index {
    /// How many rows the catalogue has.
    len: u32,
    /// Sorted.
    words: Strings,
    /// `[word]` where its rows end in `lists`.
    ends: Vec<u64>,
    lists: Vec<u8>,
}

impl Index {
    /// The rows whose texts have all words of `text`; all rows where that has none.
    pub fn rows(&self, text: &str) -> RowSet {
        let (mut found, mut rows) = (Bitmap::empty(self.len), Bitmap::empty(self.len));
        found.set_prefix(self.len);
        for word in tokens(&fold(text)) {
            rows.clear();
            if let Some(word) = self.words.find(word) {
                list::read(self.list(word), self.len, |row| rows.insert(row));
            }
            found.and(&rows);
        }
        RowSet(found)
    }

    /// How many words it knows.
    pub fn words(&self) -> u32 {
        self.words.len()
    }

    /// Bytes of memory that it takes.
    pub fn bytes(&self) -> usize {
        size_of::<Index>() + self.words.bytes() + size_of_val(&self.ends[..]) + self.lists.len()
    }

    fn list(&self, word: u32) -> &[u8] {
        let from = word.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.lists[from as usize..self.ends[word as usize] as usize]
    }
}

/// Whether there is any word in it to look for.
pub fn has_words(text: &str) -> bool {
    tokens(&fold(text)).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_stand_in_the_text_whole() {
        let mut builder = Builder::default();
        // Row 1 has two postings; row 3 has none.
        for (row, text) in [
            (2, "We use C++ and Kafka in Zürich."),
            (1, "Kafka, Kafka!"),
            (0, "Nothing of the kind."),
            (1, "Event sourcing"),
        ] {
            builder.add(row, text);
        }
        let index = builder.finish(4);
        let check = |text: &str, expected: &[u32]| {
            assert_eq!(index.rows(text).rows().collect::<Vec<_>>(), expected, "{text}");
        };
        check("kafka", &[1, 2]);
        check("KAFKA zurich", &[2]);
        check("sourcing event", &[1]);
        check("event kafka", &[1]);
        check("\"event sourcing\"", &[1]);
        check("c++", &[2]);
        check("c", &[]);
        check("kafk", &[]);
        check("of unknown", &[]);
        check(" – !", &[0, 1, 2, 3]);
        check(&"nothing ".repeat(10_000), &[0]);
        assert!(has_words("c#") && !has_words("…\u{0}-"));
    }

    #[test]
    fn what_was_never_built_has_no_row() {
        assert_eq!(Index::default().rows("kafka").count(), 0);
        assert_eq!(Builder::default().finish(2).rows("kafka").count(), 0);
    }
}
