//! What the builder takes: one role, with owned values.

use crate::money::Pay;
use crate::place::{OpenTo, Place};
use crate::schema::{Category, Employment, Level, Value, Visa, Workplace};

/// A role's short id: 48 bits, never reused, printed as ten characters of Crockford's base 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(u64);

/// Crockford's base 32, lower case: no `i l o u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl RoleId {
    /// The low 48 bits of `n`.
    pub const fn new(n: u64) -> RoleId {
        RoleId(n & 0xffff_ffff_ffff)
    }

    /// As a number below 2⁴⁸.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The id of that text: ten characters of the alphabet, either case.
    pub fn parse(text: &str) -> Option<RoleId> {
        if text.len() != 10 {
            return None;
        }
        let mut n = 0u64;
        for b in text.bytes() {
            let digit = ALPHABET.iter().position(|&a| a == b.to_ascii_lowercase())?;
            n = n << 5 | digit as u64;
        }
        (n >> 48 == 0).then_some(RoleId(n))
    }
}

impl std::fmt::Display for RoleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for i in (0..10).rev() {
            let digit = ALPHABET[(self.0 >> (5 * i) & 31) as usize];
            write!(f, "{}", digit as char)?;
        }
        Ok(())
    }
}

/// One role as the catalogue's builder takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Unique in a catalogue.
    pub id: RoleId,
    /// As the employer wrote it, white space folded.
    pub title: String,
    /// Who hires.
    pub company: Value,
    /// Kind of work; roles of [`Category::NotTech`] are left out by the builder.
    pub category: Category,
    /// Rung of the ladder.
    pub level: Level,
    /// On-site, hybrid, remote.
    pub workplace: Workplace,
    /// Kind of contract.
    pub employment: Employment,
    /// Sponsorship.
    pub visa: Visa,
    /// All places, none where nothing resolved.
    pub places: Vec<Place>,
    /// From where a remote role may be done.
    pub open_to: OpenTo,
    /// Stated pay.
    pub pay: Option<Pay>,
    /// Skills, each once.
    pub skills: Vec<Value>,
    /// When the employer published it, Unix seconds; never later than `first_seen`; `first_seen` where unknown.
    pub published: i64,
    /// When a visit first saw it, Unix seconds.
    pub first_seen: i64,
    /// The day it closed, days since 1970-01-01; `None` while open.
    pub closed_day: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_print_and_parse() {
        for n in [0, 1, 31, 32, 0xffff_ffff_ffff] {
            let id = RoleId::new(n);
            assert_eq!(id.to_string().len(), 10);
            assert_eq!(RoleId::parse(&id.to_string()), Some(id));
        }
        assert_eq!(RoleId::parse("zzzzzzzzzz"), None, "more than 48 bits");
        assert_eq!(RoleId::parse("short"), None);
    }
}
