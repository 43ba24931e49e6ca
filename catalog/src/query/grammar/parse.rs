//! From a query string to a query, and what was not understood.

use super::decode;
use crate::money::Currency;
use crate::place::Country;
use crate::query::{Ignored, PayFilter, Query, Sort};
use crate::schema::{Category, Employment, Facet, Level, UNSPECIFIED, Visa, Workplace};
use crate::text::{fold, tokens};
use crate::texts::has_words;

/// Bytes of a query string that are read. The limits below keep every canonical string shorter (58 KiB at most), so that what
/// is printed is read whole.
const LONGEST: usize = 64 * 1024;
/// Values of one facet.
const MOST_VALUES: usize = 64;
/// Characters of `q` and `text`, which so have a hundred words at most.
const MOST_TEXT: usize = 200;
/// Words of `q`, all of which the engine looks for.
pub(crate) const MOST_WORDS: usize = 12;
/// Refused parts that are reported one by one.
const MOST_IGNORED: usize = 32;
/// The highest page number.
const MOST_PAGES: u32 = 1_000_000;
/// Bytes of a slug.
const LONGEST_SLUG: usize = 100;

impl Query {
    /// Reads a query string, with or without its question mark. Total: what it does not understand is reported. Repeated
    /// keys add up, empty values count as absent, as HTML forms send them.
    pub fn parse(text: &str) -> (Query, Vec<Ignored>) {
        let text = text.strip_prefix('?').unwrap_or(text);
        let mut reader = Reader::default();
        let text = match text.char_indices().find(|(i, c)| i + c.len_utf8() > LONGEST) {
            Some((end, _)) => {
                reader.refuse("query", "", "is longer than 64 KiB; the rest was not read");
                &text[..end]
            }
            None => text,
        };
        for pair in text.split('&').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name), decode(value));
            if !value.trim().is_empty() {
                reader.parameter(&name, value.trim());
            } else if !is_parameter(&name) {
                reader.refuse(&name, "", "is no parameter");
            }
        }
        reader.finish()
    }
}

fn is_parameter(name: &str) -> bool {
    const OTHERS: [&str; 10] =
        ["q", "hide", "open_to", "salary", "currency", "pay", "text", "within", "sort", "page"];
    OTHERS.contains(&name) || Facet::from_name(name).is_some()
}

#[derive(Default)]
struct Reader {
    query: Query,
    ignored: Vec<Ignored>,
}

impl Reader {
    #[inline(never)]
    fn refuse(&mut self, name: &str, value: &str, why: &'static str) {
        if self.ignored.len() < MOST_IGNORED {
            let cut = |s: &str| s.chars().take(80).collect();
            self.ignored.push(Ignored { name: cut(name), value: cut(value), why });
        }
    }

    #[inline(never)]
    fn parameter(&mut self, name: &str, value: &str) {
        match name {
            "q" => self.query.q = self.words(name, &self.query.q.clone(), value),
            "text" => {
                let text = self.words(name, &self.query.text.clone(), value);
                if has_words(&text) {
                    self.query.text = text;
                } else {
                    self.refuse(name, value, "has no word to look for");
                }
            }
            "skills" => self.skills(value),
            "hide" => self.hide(value),
            "open_to" => match Country::parse(value).filter(Country::is_known) {
                Some(country) => self.query.open_to = Some(country),
                None => self.refuse(name, value, "is no country code such as PT"),
            },
            "salary" => match value.parse() {
                Ok(0) => {}
                Ok(amount) => self.query.salary = Some(amount),
                Err(_) => self.refuse(name, value, "is not a whole number"),
            },
            "currency" => match Currency::parse(value) {
                Some(currency) => self.query.currency = Some(currency).filter(|c| *c != Currency::EUR),
                None => self.refuse(name, value, "is no currency code such as EUR"),
            },
            "pay" => match value {
                "any" => self.query.pay = PayFilter::Any,
                "stated" => self.query.pay = PayFilter::Stated,
                _ => self.refuse(name, value, "is neither any nor stated"),
            },
            "within" => match value.parse() {
                Ok(days) => self.query.within = Some(days),
                Err(_) => self.refuse(name, value, "is not a number of days"),
            },
            "sort" => match value {
                "newest" => self.query.sort = Sort::Newest,
                "salary" => self.query.sort = Sort::Salary,
                "relevance" => self.query.sort = Sort::Relevance,
                _ => self.refuse(name, value, "is neither newest, salary nor relevance"),
            },
            "page" => match value.parse::<u32>() {
                Ok(page) if (1..=MOST_PAGES).contains(&page) => {
                    self.query.page = if page > 1 { page } else { 0 }
                }
                _ => self.refuse(name, value, "is no page number"),
            },
            _ => match Facet::from_name(name) {
                Some(facet) => self.facet(facet, value),
                None => self.refuse(name, value, "is no parameter"),
            },
        }
    }

    #[inline(never)]
    fn words(&mut self, name: &str, before: &str, value: &str) -> String {
        let all = if before.is_empty() { value.to_owned() } else { format!("{before} {value}") };
        let folded = all.split_whitespace().collect::<Vec<_>>().join(" ");
        let read = match folded.char_indices().nth(MOST_TEXT) {
            Some((end, _)) => {
                self.refuse(name, &folded[end..], "is cut after 200 characters");
                folded[..end].trim_end()
            }
            None => &folded,
        };
        if name != "q" {
            return read.to_owned();
        }
        let mut words = 0;
        let fits = |word: &&str| {
            words += tokens(&fold(word)).count();
            words <= MOST_WORDS
        };
        let looked_for = read.split(' ').take_while(fits).collect::<Vec<_>>().join(" ");
        if looked_for.len() < read.len() {
            self.refuse(name, read[looked_for.len()..].trim_start(), "is cut after twelve words");
        }
        looked_for
    }

    #[inline(never)]
    fn facet(&mut self, facet: Facet, value: &str) {
        for part in value.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let slug = part.to_ascii_lowercase();
            match refusal(facet, &slug) {
                Some(why) => self.refuse(facet.name(), part, why),
                None => self.add(facet.name(), slug, &|q| q.selected_mut(facet)),
            }
        }
    }

    #[inline(never)]
    fn skills(&mut self, value: &str) {
        for part in value.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let slug = part.to_ascii_lowercase();
            let (slug, without) = match slug.strip_prefix('-') {
                Some(slug) => (slug.to_owned(), true),
                None => (slug, false),
            };
            if !is_slug(&slug) {
                self.refuse("skills", part, "is no skill");
            } else if without {
                self.add("skills", slug, &|q| &mut q.without_skills);
            } else {
                self.add("skills", slug, &|q| &mut q.skills);
            }
        }
    }

    #[inline(never)]
    fn hide(&mut self, value: &str) {
        for part in value.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let folded = fold(part);
            match folded.split_once(':') {
                Some(("company", slug)) if is_slug(slug) => {
                    self.add("hide", slug.to_owned(), &|q| &mut q.hide_companies);
                }
                Some(("word", word)) if is_word(word) => {
                    self.add("hide", word.to_owned(), &|q| &mut q.hide_words);
                }
                _ => self.refuse("hide", part, "is neither company:… nor word:…"),
            }
        }
    }

    #[inline(never)]
    fn add(&mut self, name: &str, slug: String, list: &dyn Fn(&mut Query) -> &mut Vec<String>) {
        let values = list(&mut self.query);
        if values.len() >= MOST_VALUES {
            self.refuse(name, &slug, "is one value too many: 64 are read");
        } else if let Err(at) = values.binary_search(&slug) {
            values.insert(at, slug);
        }
    }

    #[inline(never)]
    fn finish(mut self) -> (Query, Vec<Ignored>) {
        // A skill both asked for and excluded would match nothing: the request for it stands.
        let without = std::mem::take(&mut self.query.without_skills);
        for slug in without {
            if self.query.skills.binary_search(&slug).is_ok() {
                self.refuse("skills", &format!("-{slug}"), "is asked for as well");
            } else {
                self.query.without_skills.push(slug);
            }
        }
        (self.query, self.ignored)
    }
}

/// Why a facet cannot have that value, if so.
fn refusal(facet: Facet, slug: &str) -> Option<&'static str> {
    let (known, why) = match facet {
        Facet::Category => {
            (Category::from_slug(slug).is_some_and(|c| c != Category::NotTech), "is no category")
        }
        Facet::Level => (Level::from_slug(slug).is_some(), "is no level"),
        Facet::Workplace => (Workplace::from_slug(slug).is_some(), "is no workplace"),
        Facet::Employment => (Employment::from_slug(slug).is_some(), "is no employment"),
        Facet::Visa => (Visa::from_slug(slug).is_some(), "is no visa value"),
        Facet::Country => (
            slug == UNSPECIFIED || Country::parse(slug).is_some_and(|c| c.is_known()),
            "is no country code such as pt",
        ),
        Facet::City | Facet::Company | Facet::Skills => (is_slug(slug), "is no slug such as london-gb"),
    };
    (!known).then_some(why)
}

fn is_slug(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.len() <= LONGEST_SLUG && text.bytes().all(plain) && !text.starts_with('-')
}

/// One word of the folded text, as [`crate::text::tokens`] cuts it.
fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_SLUG && tokens(text).eq([text])
}
