//! JSON answers, read posting by posting, and values that systems write in more than one way.

use std::fmt;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::page::{Page, ParseError, Rows, cut, unlike};
use crate::posting::{Posting, Refused};

/// JSON of that form, or what came instead in plain words.
pub fn json<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, ParseError> {
    serde_json::from_slice(body).map_err(|error| {
        unlike(body).unwrap_or_else(|| match error.is_eof() {
            true => cut(),
            false => ParseError(format!("the answer is not the feed's form: {error}")),
        })
    })
}

/// Rows of one answer: the largest boards have some ten thousand postings.
const MOST_ROWS: usize = 50_000;
/// Bytes of a row.
const LONGEST_ROW: usize = 2 * 1024 * 1024;

/// Rows that are read one by one.
#[derive(Debug, Default)]
pub struct RawList<'a>(Vec<&'a RawValue>);

impl<'a> IntoIterator for RawList<'a> {
    type Item = &'a RawValue;
    type IntoIter = std::vec::IntoIter<&'a RawValue>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> RawList<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RawList<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<RawList<'a>, D::Error> {
        struct Bounded;
        impl<'de> Visitor<'de> for Bounded {
            type Value = RawList<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<RawList<'de>, A::Error> {
                let mut all = Vec::new();
                while let Some(row) = rows.next_element()? {
                    if all.len() == MOST_ROWS {
                        return Err(A::Error::custom(format!("it lists more than {MOST_ROWS} postings")));
                    }
                    all.push(row);
                }
                Ok(RawList(all))
            }
        }
        from.deserialize_seq(Bounded)
    }
}

/// Reads each posting on its own.
pub fn each<'a, T: Deserialize<'a>>(
    raw: RawList<'a>,
    posting: impl Fn(T) -> Result<Option<Posting>, Refused>,
) -> Page {
    let mut rows = Rows::default();
    for (i, raw) in raw.into_iter().enumerate() {
        rows.take(row(i, raw).and_then(&posting));
    }
    rows.page()
}

/// The row of that place in its list.
pub fn row<'a, T: Deserialize<'a>>(i: usize, raw: &'a RawValue) -> Result<T, Refused> {
    let len = raw.get().len();
    if len > LONGEST_ROW {
        let why = format!("it has {} kB; at most {} are read", len / 1024, LONGEST_ROW / 1024);
        return Err(Refused { id: format!("#{}", i + 1), why });
    }
    serde_json::from_str::<T>(raw.get()).map_err(|error| Refused {
        id: id_of(raw).unwrap_or_else(|| format!("#{}", i + 1)),
        why: format!("it is not the feed's form: {error}"),
    })
}

/// The id of a posting of which something else cannot be read.
fn id_of(raw: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: Id,
    }
    serde_json::from_str::<Named>(raw.get())
        .ok()
        .map(|named| named.id.into())
        .filter(|id: &String| !id.is_empty())
}

/// What a row looks like: another text wherever anything in it has changed.
pub fn version(raw: &RawValue) -> String {
    digest(&[raw.get()])
}

/// The same for parts of a row.
pub fn digest(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize()[..8].iter().map(|b| format!("{b:02x}")).collect()
}

/// A number or a text, as text: systems are not constant about ids.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// `7`
    Number(u64),
    /// `"7"`
    Text(String),
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        match id {
            Id::Number(n) => n.to_string(),
            Id::Text(s) => s,
        }
    }
}

/// An amount of money: a number, or a text with one.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Amount {
    /// `90000`
    Number(f64),
    /// `"90000"`, `"90,000.00"`
    Text(String),
    /// Anything else is none.
    Other(serde::de::IgnoredAny),
}

impl Amount {
    /// The number; none of a text that is not one.
    pub fn number(self) -> Option<f64> {
        match self {
            Amount::Number(n) => Some(n),
            Amount::Text(text) => number(&text),
            Amount::Other(_) => None,
        }
    }
}

/// `90000`, `90,000.00`, `90 000`: commas and spaces part thousands, the point begins the fraction.
pub fn number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    digits.parse().ok().filter(|n: &f64| n.is_finite())
}

/// A text that may be null.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

/// A list that may be null.
pub fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}
