//! Which names stand in a line, before anything is asked about what they mean there.

use super::table::{Name, Rule, SKILLS};

/// A run of letters, digits and the signs of names, with the hash of its small letters.
pub struct Word {
    /// Where it begins, bytes.
    pub at: usize,
    /// FNV-1a over the word in ASCII lower case.
    pub hash: u64,
}

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
    out.clear();
    let mut end = 0;
    for word in words(line) {
        if word.at < end {
            continue;
        }
        let longest = SKILLS
            .beginning(word.hash)
            .filter_map(|name| {
                let end = stands(line, word.at, name)?;
                let exact = is_exact(&line[word.at..end], name);
                // Several words need their capitals: "log analytics" is no product.
                let any_case = matches!(name.rule, Rule::Word | Rule::Phrase) || !name.text.contains(' ');
                (exact || any_case).then_some((end, name, exact))
            })
            .max_by_key(|(end, name, exact)| (*end, name.rule == Rule::Phrase, *exact));
        let Some((to, name, exact)) = longest else { continue };
        end = to;
        if name.rule != Rule::Phrase && !is_address(line, word.at, to) {
            out.push(Hit { skill: name.skill, rule: name.rule, exact, at: word.at, end: to });
        }
    }
}

/// Words from left to right; a point begins `.NET`.
pub fn words(line: &str) -> impl Iterator<Item = Word> {
    let bytes = line.as_bytes();
    let mut i = 0;
    std::iter::from_fn(move || {
        while i < bytes.len() && sign(line, i, true) == 0 {
            i += 1;
        }
        let at = i;
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        loop {
            let len = if i < bytes.len() { sign(line, i, i == at) } else { 0 };
            if len == 0 {
                return (i > at).then_some(Word { at, hash });
            }
            for byte in &bytes[i..i + len] {
                hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
            }
            i += len;
        }
    })
}

/// How many bytes of a word stand at `i`: those of a letter, a digit, a sign of a name, or none.
fn sign(line: &str, i: usize, begins: bool) -> usize {
    let bytes = line.as_bytes();
    let before = || i.checked_sub(1).map(|i| bytes[i]);
    match bytes[i] {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => 1,
        // Those of C++ and C#, not those of "Java+" and "#java".
        b'+' => usize::from(bytes.get(i + 1) == Some(&b'+') || before() == Some(b'+')),
        b'#' => usize::from(before().is_some_and(|b| b.is_ascii_alphabetic())),
        b'.' => {
            let net = bytes.get(i + 1..i + 4).is_some_and(|s| s.eq_ignore_ascii_case(b"net"));
            usize::from(begins && net)
        }
        byte if byte.is_ascii() => 0,
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
    c.is_alphanumeric() && c < '\u{2e80}'
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
    let from = before.rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let to = line[end..].find(char::is_whitespace).map_or(line.len(), |i| end + i);
    let chunk = &line[from..to];
    joined || chunk.contains("://") || chunk.contains("www.") || chunk.contains('@')
}
