//! From texts, in whatever order they come, to the index.

use std::collections::HashMap;

use super::{Index, LONGEST_WORD, list};
use crate::column::Strings;
use crate::snapshot::push_varint;
use crate::text::{fold, tokens};

/// Collects texts. While it does, a word's list is of the texts' numbers, compact already: no text is kept, and the most that it
/// takes is little more than the index.
#[derive(Default)]
pub struct Builder {
    numbers: HashMap<Box<str>, u32>,
    lists: Vec<List>,
    /// `[text]` its row.
    rows: Vec<u32>,
}

/// The texts that have a word.
#[derive(Default)]
struct List {
    /// The number after the last text's.
    next: u32,
    distances: Vec<u8>,
}

impl Builder {
    /// Adds a text of the role in that row; a role may have several.
    pub fn add(&mut self, row: u32, text: &str) {
        let number = self.rows.len() as u32;
        self.rows.push(row);
        for word in tokens(&fold(text)).filter(|word| word.len() <= LONGEST_WORD) {
            let list = match self.numbers.get(word) {
                Some(&at) => &mut self.lists[at as usize],
                None => {
                    self.numbers.insert(word.into(), self.lists.len() as u32);
                    self.lists.push(List::default());
                    let last = self.lists.len() - 1;
                    &mut self.lists[last]
                }
            };
            if list.next <= number {
                push_varint(&mut list.distances, (number - list.next).into());
                list.next = number + 1;
            }
        }
    }

    /// The index of a catalogue of `len` rows; what was added for others is left out.
    pub fn finish(mut self, len: u32) -> Index {
        let mut numbers: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        numbers.sort_unstable();
        let mut out = Index { len, ..Index::default() };
        let mut words = Strings::default();
        let mut rows = Vec::new();
        for (word, number) in numbers {
            let texts = std::mem::take(&mut self.lists[number as usize]).distances;
            rows.clear();
            rows.extend(
                list::distances(&texts).map(|text| self.rows[text as usize]).filter(|row| *row < len),
            );
            rows.sort_unstable();
            rows.dedup();
            if !rows.is_empty() {
                words.push(&word);
                list::write(&rows, len, &mut out.lists);
                out.ends.push(out.lists.len() as u64);
            }
        }
        words.fit();
        out.ends.shrink_to_fit();
        out.lists.shrink_to_fit();
        Index { words, ..out }
    }
}
