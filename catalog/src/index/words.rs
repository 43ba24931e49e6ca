//! Which titles, skills, companies and place sets a word stands in.

use std::collections::BTreeMap;

use crate::column::{Lists, Strings};
use crate::columns::Columns;
use crate::text::{Vocabulary, fold, tokens};

/// Where a word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Skill,
    Company,
    Place,
}

impl Field {
    pub const ALL: [Field; 4] = [Field::Title, Field::Skill, Field::Company, Field::Place];
}

/// The catalogue's words, and for each field the numbers of the texts that have them. Texts are distinct ones, so the index
/// grows with dictionaries rather than with rows.
#[derive(Debug)]
pub(crate) struct WordIndex {
    pub vocabulary: Vocabulary,
    /// `[field][word]` numbers of titles, skill codes of the facet, companies, place sets.
    texts: [Lists<u32>; 4],
}

impl WordIndex {
    pub fn new(columns: &Columns) -> WordIndex {
        let mut words: BTreeMap<String, [Vec<u32>; 4]> = BTreeMap::new();
        let mut add = |field: Field, text: u32, s: &str| {
            for token in tokens(&fold(s)) {
                let lists = match words.get_mut(token) {
                    Some(lists) => lists,
                    None => words.entry(token.to_owned()).or_default(),
                };
                let list = &mut lists[field as usize];
                if list.last() != Some(&text) {
                    list.push(text);
                }
            }
        };
        let mut all = |field, texts: &Strings, shift: u32| {
            texts.iter().zip(shift..).for_each(|(s, text)| add(field, text, s));
        };
        all(Field::Title, &columns.titles, 0);
        all(Field::Skill, &columns.skills.labels, 1);
        all(Field::Company, &columns.companies.labels, 0);
        for (set, number) in columns.place_sets.iter().zip(0..) {
            for &place in set {
                let place = columns.places[place as usize];
                if place.city > 0 {
                    add(Field::Place, number, columns.cities.labels.get(place.city - 1));
                }
                add(Field::Place, number, columns.countries[place.country as usize].name());
            }
        }
        let texts = std::array::from_fn(|field| {
            let mut lists = Lists::new();
            words.values().for_each(|w| lists.push(w[field].iter().copied()));
            lists
        });
        WordIndex { vocabulary: Vocabulary::new(words.keys().map(String::as_str)), texts }
    }

    /// Numbers of the field's texts that have the word.
    pub fn texts(&self, field: Field, word: u32) -> &[u32] {
        self.texts[field as usize].get(word)
    }
}
