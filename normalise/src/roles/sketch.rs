//! A text's sketch: what near-equal texts have in common, in 256 letters.

use catalog::text::{fold, tokens};

/// Bins of a signature. A text of four hundred words fills about 200 of them, which puts the error of a similarity of 0.9 at
/// 0.015 to 0.02; shorter texts fill fewer, and are compared nearly exactly.
const BINS: usize = 256;
/// Words of a shingle: the order of sentences may change, the words in them not.
const SHINGLE: usize = 4;
/// A bin that no shingle of the text falls into.
const EMPTY: u8 = b'.';
/// Six bits a bin: two different minima look the same once in 64.
const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// The share of shingles that two texts have in common: of the bins that either fills, those that hold the same (one-permutation
/// hashing: Li, Owen and Zhang 2012). `None` without text.
pub fn similarity(a: &str, b: &str) -> Option<f64> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != BINS || b.len() != BINS {
        return None;
    }
    let filled = std::iter::zip(a, b).filter(|(a, b)| **a != EMPTY || **b != EMPTY);
    let same = filled.clone().filter(|(a, b)| a == b).count();
    Some(same as f64 / filled.count().max(1) as f64)
}

/// The smallest hash of each bin's shingles, as a letter; empty for a text without words. The words of `names`, and amounts, are
/// left out: they differ where a role is posted for each city.
pub fn signature<'a>(lines: impl Iterator<Item = &'a str>, names: &[Vec<&str>]) -> String {
    let mut words = Vec::new();
    lines.for_each(|line| read(line, &mut words));
    let names: Vec<Vec<u64>> =
        names.iter().map(|name| name.iter().map(|word| hash(word.as_bytes())).collect()).collect();
    let hashes = own(&words, &names);
    if hashes.is_empty() {
        return String::new();
    }
    let mut least = [u64::MAX; BINS];
    for shingle in hashes.windows(SHINGLE.min(hashes.len())) {
        let hash = mix(shingle.iter().fold(0_u64, |sum, word| sum.wrapping_mul(ODD).wrapping_add(*word)));
        let bin = &mut least[(hash >> 56) as usize];
        *bin = (*bin).min(hash & (u64::MAX >> 8));
    }
    // The low bits: the high ones of a minimum are nearly always 0.
    let letter = |hash: u64| if hash == u64::MAX { EMPTY } else { LETTERS[(hash & 63) as usize] };
    least.map(|hash| letter(hash) as char).iter().collect()
}

/// A word of a text.
struct Word {
    hash: u64,
    number: Number,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// Something else.
    No,
    /// Of so many digits.
    Digits(usize),
    /// `60k`
    Thousands,
}

/// The hashes without names and amounts.
fn own(words: &[Word], names: &[Vec<u64>]) -> Vec<u64> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let is_here = |name: &&Vec<u64>| {
            name.len() <= words.len() - at
                && name.iter().zip(&words[at..]).all(|(hash, word)| *hash == word.hash)
        };
        let name = names.iter().filter(is_here).map(Vec::len).max();
        if name.is_none() && !is_amount(&words[at..]) {
            out.push(words[at].hash);
        }
        at += name.unwrap_or(1);
    }
    out
}

/// Whether the first word is a long number, or a part of one: `60,000`, `60k`.
fn is_amount(words: &[Word]) -> bool {
    match words[0].number {
        Number::No => false,
        Number::Thousands => true,
        Number::Digits(digits) => {
            digits > 2 || words.get(1).is_some_and(|next| next.number == Number::Digits(3))
        }
    }
}

/// What a byte is: a part of a word, of a character to be decoded, or of neither.
const KINDS: [u8; 256] = {
    let mut kinds = [PAUSE; 256];
    let mut i = 0;
    while i < 256 {
        kinds[i] = match i as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'#' => WORD,
            0x80.. => BEYOND,
            _ => PAUSE,
        };
        i += 1;
    }
    kinds
};
const PAUSE: u8 = 0;
const WORD: u8 = 1;
const BEYOND: u8 = 2;

/// The line's words, as [`tokens`] of its folded text; only words with other letters than ASCII's are folded for it.
fn read(line: &str, out: &mut Vec<Word>) {
    let bytes = line.as_bytes();
    let kind = |at: usize| bytes.get(at).map(|byte| KINDS[usize::from(*byte)]);
    let (mut from, mut at, mut is_plain) = (0, 0, true);
    loop {
        while kind(at) == Some(WORD) {
            at += 1;
        }
        let beyond = if kind(at) == Some(BEYOND) { line[at..].chars().next() } else { None };
        // A mark on a letter belongs to it.
        if let Some(letter) = beyond.filter(is_letter) {
            is_plain = false;
            at += letter.len_utf8();
            continue;
        }
        if at > from {
            match is_plain {
                true => out.push(word(&bytes[from..at])),
                false => out.extend(tokens(&fold(&line[from..at])).map(|token| word(token.as_bytes()))),
            }
        }
        if at == bytes.len() {
            return;
        }
        at += beyond.map_or(1, char::len_utf8);
        (from, is_plain) = (at, true);
    }
}

/// Whether a character is a word's, a mark on a letter included.
fn is_letter(c: &char) -> bool {
    match c {
        // The dashes, quotes and bullets of most texts.
        '\u{2000}'..='\u{206f}' => false,
        '\u{300}'..='\u{36f}' => true,
        c => c.is_alphanumeric(),
    }
}

fn word(bytes: &[u8]) -> Word {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = match &bytes[digits..] {
        [] => Number::Digits(digits),
        [b'k' | b'K'] if digits > 0 => Number::Thousands,
        _ => Number::No,
    };
    Word { hash: hash(bytes), number }
}

/// Tells the places of a word and of a shingle apart: 2⁶⁴ by the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Eight bytes at a time, in lower case, multiplied by an odd number.
fn hash(bytes: &[u8]) -> u64 {
    /// The bit that digits, `+`, `#` and small letters have, and capitals have not.
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let step = |hash: u64, number: u64| {
        let product = (hash ^ (number | LOWER)).wrapping_mul(ODD);
        product ^ product >> 32
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let hash = chunks.iter().fold(bytes.len() as u64, |hash, chunk| step(hash, u64::from_le_bytes(*chunk)));
    let four = |at: usize| {
        rest.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |four| u64::from(u32::from_le_bytes(*four)))
    };
    match rest.len() {
        0 => hash,
        n @ 1..4 => {
            step(hash, u64::from(rest[0]) | u64::from(rest[n / 2]) << 8 | u64::from(rest[n - 1]) << 16)
        }
        n => step(hash, four(0) | four(n - 4) << 32),
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(ODD);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_folded_text() {
        let check = |text: &str| {
            let mut words = Vec::new();
            read(text, &mut words);
            let folded = fold(text);
            let expected: Vec<u64> = tokens(&folded).map(|token| hash(token.as_bytes())).collect();
            assert_eq!(words.iter().map(|word| word.hash).collect::<Vec<_>>(), expected, "{text}");
        };
        check("C++ and C#, the Company’s internationalisation-team (24/7)…");
        check("Zürich, Łódź – Straße: naïve cafe\u{301}s, Разработчик 日本");
        check("");
    }
}
