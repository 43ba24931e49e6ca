//! The rows that pass what no facet lifts: words, the texts' words, skills, hidden companies and words, open to, age.

use super::Options;
use crate::bitmap::Bitmap;
use crate::catalog::Catalog;
use crate::index::Field;
use crate::place::{Country, OpenTo};
use crate::query::Query;
use crate::query::grammar::MOST_WORDS;
use crate::schema::{Facet, Workplace};
use crate::text::{fold, tokens};

/// The base set, kept while what makes it stays the same.
pub(super) struct Base {
    rows: Bitmap,
    scratch: Bitmap,
    /// What `rows` was made from: the query's part of it, and how many rows are young enough.
    from: Option<(Query, u32)>,
    words: Vec<Word>,
    expanded: Vec<u32>,
    /// The `text` that was looked up last, and the rows that have its words.
    text: Option<(String, Bitmap)>,
}

/// One word of the query and the rows that it names.
pub(super) struct Word {
    text: String,
    prefix: bool,
    pub title: Bitmap,
    pub skill: Bitmap,
    pub any: Bitmap,
}

impl Base {
    pub fn new(n: u32) -> Base {
        let (rows, scratch) = (Bitmap::empty(n), Bitmap::empty(n));
        Base { rows, scratch, from: None, words: Vec::new(), expanded: Vec::new(), text: None }
    }

    pub fn rows(&self) -> &Bitmap {
        &self.rows
    }

    /// The words of the current query.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Takes over the rows of a `text`.
    pub fn set_text(&mut self, text: &str, rows: Bitmap) {
        self.text = Some((text.to_owned(), rows));
        self.from = None;
    }

    /// The rows of that `text`, where it is the one that was looked up.
    pub fn text(&self, text: &str) -> Option<&Bitmap> {
        self.text.as_ref().filter(|(of, _)| of == text).map(|(_, rows)| rows)
    }

    /// The `text` of the current query.
    pub fn asked(&self) -> Option<&str> {
        self.from.as_ref().map(|(query, _)| query.text.as_str())
    }

    pub fn update(&mut self, catalog: &Catalog, query: &Query, now: i64, options: Options) {
        let young = young(catalog, query.within, now);
        if self.from.as_ref().is_some_and(|(q, y)| *y == young && same(q, query)) {
            return;
        }
        self.update_words(catalog, &query.q, options);
        self.rows.set_prefix(young);
        self.words.iter().for_each(|word| self.rows.and(&word.any));
        if let Some((of, rows)) = &self.text
            && *of == query.text
        {
            self.rows.and(rows);
        }
        let index = &catalog.index;
        for slug in &query.skills {
            match catalog.code_of(Facet::Skills, slug) {
                Some(code) => self.rows.and(index.skill_rows.set(code, &mut self.scratch)),
                None => self.rows.clear(),
            }
        }
        for code in query.without_skills.iter().filter_map(|slug| catalog.code_of(Facet::Skills, slug)) {
            self.rows.and_not(index.skill_rows.set(code, &mut self.scratch));
        }
        for code in query.hide_companies.iter().filter_map(|slug| catalog.code_of(Facet::Company, slug)) {
            self.rows.and_not(index.company_rows.set(code, &mut self.scratch));
        }
        for word in query.hide_words.iter().filter_map(|word| index.words.vocabulary.find(word)) {
            for &title in index.words.texts(Field::Title, word) {
                self.rows.and_not(index.title_rows.set(title, &mut self.scratch));
            }
        }
        if let Some(country) = query.open_to {
            open_to(catalog, country, &mut self.scratch);
            self.rows.and(&self.scratch);
        }
        self.from = Some((part(query), young));
    }

    /// The rows of each word, kept where the word stands in the same place as before.
    fn update_words(&mut self, catalog: &Catalog, q: &str, options: Options) {
        let folded = fold(q);
        let texts: Vec<&str> = tokens(&folded).take(MOST_WORDS).collect();
        self.words.truncate(texts.len());
        for (i, &text) in texts.iter().enumerate() {
            let prefix = i + 1 == texts.len();
            match self.words.get_mut(i) {
                Some(word) if word.text == text && word.prefix == prefix => continue,
                Some(word) => word.set(text, prefix),
                None => self.words.push(Word::new(catalog.len(), text, prefix)),
            }
            self.words[i].fill(catalog, options, &mut self.expanded);
        }
    }
}

impl Word {
    /// Folded.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn new(n: u32, text: &str, prefix: bool) -> Word {
        let [title, skill, any] = std::array::from_fn(|_| Bitmap::empty(n));
        Word { text: text.to_owned(), prefix, title, skill, any }
    }

    fn set(&mut self, text: &str, prefix: bool) {
        text.clone_into(&mut self.text);
        self.prefix = prefix;
        self.title.clear();
        self.skill.clear();
        self.any.clear();
    }

    fn fill(&mut self, catalog: &Catalog, options: Options, expanded: &mut Vec<u32>) {
        let index = &catalog.index;
        index.words.vocabulary.expand(&self.text, self.prefix, options.typos, expanded);
        for field in Field::ALL {
            if field == Field::Place && !options.places {
                continue;
            }
            let (rows, set) = match field {
                Field::Title => (&index.title_rows, &mut self.title),
                Field::Skill => (&index.skill_rows, &mut self.skill),
                Field::Company => (&index.company_rows, &mut self.any),
                Field::Place => (&index.place_set_rows, &mut self.any),
            };
            for &text in expanded.iter().flat_map(|&word| index.words.texts(field, word)) {
                rows.add_to(text, set);
            }
        }
        self.any.or(&self.title);
        self.any.or(&self.skill);
    }
}

/// How many rows are at most that many days old: rows stand newest first.
fn young(catalog: &Catalog, within: Option<u16>, now: i64) -> u32 {
    const MINUTES: u32 = 24 * 60;
    let Some(days) = within else { return catalog.len() };
    let today = now.max(0) / 86_400;
    let oldest = u32::try_from(today - i64::from(days)).unwrap_or(0);
    catalog.columns.published.partition_point(|&minute| minute / MINUTES >= oldest) as u32
}

/// Remote roles that a person living in the country may take, and roles located there.
fn open_to(catalog: &Catalog, country: Country, out: &mut Bitmap) {
    let (index, columns) = (&catalog.index, &catalog.columns);
    let open: Vec<bool> = columns
        .open_sets
        .iter()
        .map(|set| match set {
            OpenTo::Unspecified => false,
            OpenTo::Worldwide => true,
            OpenTo::Only(territories) => territories.iter().any(|t| t.has(country)),
        })
        .collect();
    out.clear();
    let remote = index.bitmaps(Facet::Workplace).map(|sets| &sets[Workplace::Remote.code() as usize]);
    for row in remote.into_iter().flat_map(Bitmap::rows) {
        if open[columns.open_set[row as usize] as usize] {
            out.insert(row);
        }
    }
    if let Some(code) = catalog.code_of(Facet::Country, &country.code().to_ascii_lowercase()) {
        for &set in index.country_sets.get(code) {
            index.place_set_rows.add_to(set, out);
        }
    }
}

/// The query's part that makes the base set, but its age.
fn part(query: &Query) -> Query {
    Query {
        q: query.q.clone(),
        text: query.text.clone(),
        skills: query.skills.clone(),
        without_skills: query.without_skills.clone(),
        hide_companies: query.hide_companies.clone(),
        hide_words: query.hide_words.clone(),
        open_to: query.open_to,
        ..Query::default()
    }
}

fn same(a: &Query, b: &Query) -> bool {
    a.q == b.q
        && a.text == b.text
        && a.skills == b.skills
        && a.without_skills == b.without_skills
        && a.hide_companies == b.hide_companies
        && a.hide_words == b.hide_words
        && a.open_to == b.open_to
}
