//! Which names stand in a line, before anything is asked about what they mean there.

use std::ops::Range;

use super::table::{Name, Rule, SKILLS};

/// A name in a line.
#[derive(Clone, Copy)]
pub struct Hit {
    /// Number of the skill.
    pub skill: usize,
    /// What tells the name from an everyday word.
    pub rule: Rule,
    /// Whether it stands in exactly the table's case.
    pub exact: bool,
    /// Where it begins, bytes.
    pub at: usize,
    /// Where it ends, bytes.
    pub end: usize,
}

/// The names in a line from left to right, none over another: the longest at a place counts.
pub fn hits(line: &str, out: &mut Vec<Hit>) {
    let (table, bytes) = (&*SKILLS, line.as_bytes());
    out.clear();
    let (mut at, mut end) = (0, 0);
    while let Some(word) = next_word(line, at) {
        at = word.end;
        let key = key(&bytes[word.clone()]);
        if word.start < end || !table.may_begin(key, bytes.get(word.end + 1)) {
            continue;
        }
        let Some((to, name, exact)) = longest(table.beginning(key), line, word.start) else { continue };
        end = to;
        if name.rule != Rule::Phrase && !is_address(line, word.start, to) {
            out.push(Hit { skill: name.skill, rule: name.rule, exact, at: word.start, end: to });
        }
    }
}

/// The longest of some names that stands at a place: where it ends, and whether it is in the table's case.
fn longest<'a>(
    names: impl Iterator<Item = &'a Name>,
    line: &str,
    at: usize,
) -> Option<(usize, &'a Name, bool)> {
    let standing = names.filter_map(|name| {
        let end = stands(line, at, name)?;
        let exact = is_exact(&line[at..end], name);
        // Several words need their capitals: "log analytics" is no product.
        let any_case = matches!(name.rule, Rule::Word | Rule::Phrase) || !name.text.contains(' ');
        (exact || any_case).then_some((end, name, exact))
    });
    standing.max_by_key(|(end, name, exact)| (*end, name.rule == Rule::Phrase, *exact))
}

/// A number of a word in any case, by which most words differ: of its first letters, its last and its length.
pub fn key(word: &[u8]) -> u64 {
    // This bit makes capitals small, and leaves digits and signs as they are.
    const SMALL: u8 = 0x20;
    let head = match *word {
        [] => return 0,
        [a] => [a, 0, 0, 0],
        [a, b] => [a, b, 0, 0],
        [a, b, c] => [a, b, c, 0],
        [a, b, c, d, ..] => [a, b, c, d],
    };
    let head = u64::from(u32::from_le_bytes(head) | u32::from_le_bytes([SMALL; 4]));
    let last = u64::from(word[word.len() - 1] | SMALL);
    let key = head << 16 | last << 8 | (word.len() as u64 & 0xff);
    // The golden ratio's fraction spreads neighbours over the high bits.
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The next run of letters, digits and the signs of names from `from` on, bytes; a point begins `.NET`.
#[inline]
pub fn next_word(line: &str, from: usize) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let mut start = from;
    while start < bytes.len() {
        match CLASSES[usize::from(bytes[start])] {
            Class::Letter => break,
            Class::Sign if sign(line, start, true) > 0 => break,
            Class::Sign | Class::Other => start += 1,
        }
    }
    let mut end = start;
    while end < bytes.len() {
        end += match CLASSES[usize::from(bytes[end])] {
            Class::Letter => 1,
            Class::Other => break,
            Class::Sign => match sign(line, end, end == start) {
                0 => break,
                len => len,
            },
        };
    }
    (end > start).then_some(start..end)
}

/// What a byte is in a word.
#[derive(Clone, Copy)]
enum Class {
    /// An ASCII letter or digit.
    Letter,
    /// A sign of names, or a byte of other scripts: what stands beside it decides.
    Sign,
    Other,
}

/// The class of each byte: a text's every byte asks for its own.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            classes[byte] = Class::Letter;
        } else if byte >= 128 || matches!(byte as u8, b'+' | b'#' | b'.') {
            classes[byte] = Class::Sign;
        }
        byte += 1;
    }
    classes
};

/// How many bytes of a word the sign at `i` has: those of a letter of another script, a sign of a name, or none.
#[inline(never)]
fn sign(line: &str, i: usize, begins: bool) -> usize {
    let bytes = line.as_bytes();
    let before = || i.checked_sub(1).map(|i| bytes[i]);
    match bytes[i] {
        // Those of C++ and C#, not those of "Java+" and "#java".
        b'+' => usize::from(bytes.get(i + 1) == Some(&b'+') || before() == Some(b'+')),
        b'#' => usize::from(before().is_some_and(|b| b.is_ascii_alphabetic())),
        b'.' => {
            let net = bytes.get(i + 1..i + 4).is_some_and(|s| s.eq_ignore_ascii_case(b"net"));
            usize::from(begins && net)
        }
        // In the middle of a letter there is none.
        _ => {
            let letter = line.get(i..).and_then(|rest| rest.chars().next());
            letter.filter(|c| is_letter(*c)).map_or(0, char::len_utf8)
        }
    }
}

/// Where the name ends if it stands at `at` as whole words in any case.
fn stands(line: &str, at: usize, name: &Name) -> Option<usize> {
    let bytes = line.as_bytes();
    // Of the many names that begin with "Amazon", all but one end in other letters.
    let last = bytes.get(at + name.text.len() - 1);
    if name.fixed && last.is_none_or(|b| !b.eq_ignore_ascii_case(&name.last)) {
        return None;
    }
    let mut i = at;
    for sign in name.text.bytes() {
        match sign {
            b'#' if name.rule == Rule::Phrase => {
                let digits = bytes[i..].iter().take_while(|b| b.is_ascii_digit()).count();
                i += digits.max(1);
                if digits == 0 {
                    return None;
                }
            }
            b' ' if matches!(bytes.get(i), Some(b' ' | b'-')) => i += 1,
            sign if bytes.get(i).is_some_and(|b| b.eq_ignore_ascii_case(&sign)) => i += 1,
            _ => return None,
        }
    }
    let open = name.text.ends_with(|c: char| !c.is_alphanumeric() && c != '+' && c != '#');
    (open || ends(line.get(i..)?)).then_some(i)
}

/// Whether a name that stands before `rest` is whole there: no part of a longer word, of `C++`, or of an address.
fn ends(rest: &str) -> bool {
    let mut rest = rest.chars();
    match (rest.next(), rest.next()) {
        (None, _) => true,
        (Some('+'), next) => next.is_none_or(|c| c != '+'),
        (Some('.'), Some(next)) => !next.is_lowercase(),
        (Some(c), _) => !is_letter(c) && c != '#' && c != '_',
    }
}

/// Whether it is a letter or digit of a script that parts words with spaces: in Korean text a particle follows a name directly.
fn is_letter(c: char) -> bool {
    match c {
        // The dashes, quotes and bullets of most texts, and the accented letters of Latin.
        '\u{2000}'..='\u{206f}' => false,
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        c => c.is_alphanumeric() && c < '\u{2e80}',
    }
}

fn is_exact(text: &str, name: &Name) -> bool {
    let same = |(a, b): (u8, u8)| a == b || (a == b'-' && b == b' ');
    text.len() == name.text.len() && text.bytes().zip(name.text.bytes()).all(same)
}

/// Whether the words are a part of an address, a file or another word: `https://…`, `jobs@…`, `main.go`.
fn is_address(line: &str, at: usize, end: usize) -> bool {
    let before = &line[..at];
    let joined = before.ends_with(['@', '_'])
        || (before.ends_with('.')
            && line[at..].starts_with(|c: char| c.is_lowercase() || line[at..end].eq("JS"))
            && before.trim_end_matches('.').ends_with(char::is_alphanumeric));
    let from = at - before.rsplit(char::is_whitespace).next().map_or(0, str::len);
    let to = line[end..].find(char::is_whitespace).map_or(line.len(), |i| end + i);
    let chunk = &line[from..to];
    joined || chunk.contains("://") || chunk.contains("www.") || chunk.contains('@')
}
