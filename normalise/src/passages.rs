//! A text's lines, and those passages that stand in most of several texts: they are the company's words rather than a posting's.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

/// Bytes that a passage has more than: shorter ones stand anywhere.
pub(crate) const SHORT: usize = 40;
/// Texts from which on they are compared.
const TEXTS: usize = 4;

/// The lines of a plain text. It has no carriage returns, and is read many times: this is faster than [`str::lines`].
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> + Clone {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let last = (!text.is_empty() && !text.ends_with('\n')).then_some(text.len());
    let mut from = 0;
    ends.chain(last).map(move |end| {
        let line = &text[from..end];
        from = end + 1;
        line
    })
}

/// Passages, and in how many texts each stands.
#[derive(Default)]
pub(crate) struct Passages<'a> {
    /// How many texts have it, and the number of the last one.
    seen: HashMap<&'a str, (usize, usize), RandomState>,
    texts: usize,
}

impl<'a> Passages<'a> {
    /// Adds a text's passages; one that stands there twice counts once, a short one not at all.
    pub fn add(&mut self, passages: impl Iterator<Item = &'a str>) {
        self.texts += 1;
        for passage in passages.filter(|passage| passage.len() > SHORT) {
            let (count, last) = self.seen.entry(passage).or_default();
            *count += usize::from(*last != self.texts);
            *last = self.texts;
        }
    }

    /// Those that most texts have.
    pub fn of_most(self) -> HashSet<String, RandomState> {
        let most = |count: usize| self.texts >= TEXTS && count * 2 > self.texts;
        let found = self.seen.into_iter().filter(|(_, (count, _))| most(*count));
        found.map(|(passage, _)| passage.to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "a", "a\n", "a\n\nb", "\n", "a\nb"] {
            assert_eq!(lines(text).collect::<Vec<_>>(), text.lines().collect::<Vec<_>>());
        }
    }
}
