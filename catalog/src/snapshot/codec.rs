//! Numbers and texts in bytes. Every read is bounded by the bytes that are there.

use crate::column::Strings;

/// What is wrong with the bytes, as a sentence's end.
pub(super) type Damage = &'static str;

const CUT: Damage = "it ends too early";
const UTF8: Damage = "a text is not UTF-8";
pub(super) const ORDER: Damage = "texts are not in order";
pub(super) const RANGE: Damage = "a code is out of its range";
/// Bytes of a dictionary's strings together.
const MOST_TEXT: usize = 1 << 28;
/// Bytes that a text may share with the one before it. It bounds what a few bytes can stand for: a text takes three at least.
const MOST_SHARED: usize = 255;

/// Appends the number in LEB128: seven bits a byte, low ones first.
pub(crate) fn push_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Appends to bytes.
#[derive(Default)]
pub(super) struct Writer {
    pub out: Vec<u8>,
}

impl Writer {
    pub fn byte(&mut self, b: u8) {
        self.out.push(b);
    }

    pub fn varint(&mut self, n: u64) {
        push_varint(&mut self.out, n);
    }

    /// The number of bytes that the largest value needs, then one plane for each byte, low ones first.
    pub fn planes(&mut self, values: &[u64]) {
        let most = values.iter().copied().max().unwrap_or(0);
        let width = (64 - most.leading_zeros()).div_ceil(8) as u8;
        self.byte(width);
        for plane in 0..width {
            self.out.extend(values.iter().map(|v| (v >> (8 * plane)) as u8));
        }
    }

    /// Sorted texts: how many, then for each how many bytes it shares with the one before, how many follow, and those.
    pub fn front_coded<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) {
        self.varint(texts.clone().count() as u64);
        let mut last = "";
        let mut rest = String::new();
        let mut shared = Vec::new();
        let mut lengths = Vec::new();
        for text in texts {
            let same = text.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
            let same = (0..=same.min(MOST_SHARED)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            shared.push(same as u64);
            lengths.push((text.len() - same) as u64);
            rest.push_str(&text[same..]);
            last = text;
        }
        self.planes(&shared);
        self.planes(&lengths);
        self.out.extend(rest.as_bytes());
    }

    /// Texts in any order: their lengths and their bytes.
    pub fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) {
        let lengths: Vec<u64> = texts.clone().map(|t| t.len() as u64).collect();
        self.planes(&lengths);
        texts.for_each(|t| self.out.extend(t.as_bytes()));
    }
}

/// Takes from bytes.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Bytes that are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    #[inline(never)]
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], Damage> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or(CUT)?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Damage> {
        Ok(self.take(1)?[0])
    }

    #[inline(never)]
    pub fn varint(&mut self) -> Result<u64, Damage> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let b = self.byte()?;
            n |= u64::from(b & 0x7f) << shift;
            if b < 0x80 {
                return Ok(n);
            }
        }
        Err("a number is longer than ten bytes")
    }

    /// A number of things of which each takes at least one byte of what is left.
    pub fn count(&mut self) -> Result<usize, Damage> {
        let n = self.varint()?;
        usize::try_from(n).ok().filter(|&n| n <= self.rest.len()).ok_or(CUT)
    }

    /// A number of different things: each takes at least one byte of what is left, but for one that may take none.
    pub fn count_of_different(&mut self) -> Result<usize, Damage> {
        let n = self.varint()?;
        usize::try_from(n).ok().filter(|&n| n <= self.rest.len() + 1).ok_or(CUT)
    }

    /// `n` values below 2³².
    #[inline(never)]
    pub fn planes(&mut self, n: usize) -> Result<Vec<u32>, Damage> {
        let width = self.byte()?;
        if width > 4 {
            return Err("a column is wider than four bytes");
        }
        let mut out = vec![0u32; n];
        for plane in 0..width {
            for (value, &byte) in out.iter_mut().zip(self.take(n)?) {
                *value |= u32::from(byte) << (8 * plane);
            }
        }
        Ok(out)
    }

    /// `n` values below 2⁶⁴.
    #[inline(never)]
    pub fn wide_planes(&mut self, n: usize) -> Result<Vec<u64>, Damage> {
        let width = self.byte()?;
        if width > 8 {
            return Err("a column is wider than eight bytes");
        }
        let mut out = vec![0u64; n];
        for plane in 0..width {
            for (value, &byte) in out.iter_mut().zip(self.take(n)?) {
                *value |= u64::from(byte) << (8 * plane);
            }
        }
        Ok(out)
    }

    /// `n` values below `size`.
    #[inline(never)]
    pub fn codes(&mut self, n: usize, size: u32) -> Result<Vec<u32>, Damage> {
        let codes = self.planes(n)?;
        if codes.iter().any(|&code| code >= size) { Err(RANGE) } else { Ok(codes) }
    }

    /// `n` values below `size`, which is at most 256.
    #[inline(never)]
    pub fn small_codes(&mut self, n: usize, size: u32) -> Result<Vec<u8>, Damage> {
        Ok(self.codes(n, size)?.into_iter().map(|code| code as u8).collect())
    }

    /// Texts as [`Writer::front_coded`] wrote them: ascending, none twice.
    #[inline(never)]
    pub fn front_coded(&mut self) -> Result<Strings, Damage> {
        // Only the first may be empty.
        let n = self.count_of_different()?;
        let shared = self.planes(n)?;
        let lengths = self.planes(n)?;
        let mut out = Strings::default();
        let mut text: Vec<u8> = Vec::new();
        let mut total = 0usize;
        for (i, (&same, &length)) in shared.iter().zip(&lengths).enumerate() {
            let (same, rest) = (same as usize, self.take(length as usize)?);
            if same > text.len().min(MOST_SHARED) || total + same + rest.len() > MOST_TEXT {
                return Err("a text shares more than there is");
            }
            total += same + rest.len();
            // Greater than the one before: there is more, and it is greater where they part.
            let grows = i == 0 || text[same..] < *rest;
            text.truncate(same);
            text.extend_from_slice(rest);
            if !grows {
                return Err(ORDER);
            }
            out.push(std::str::from_utf8(&text).map_err(|_| UTF8)?);
        }
        Ok(out)
    }

    /// A text of so many bytes.
    #[inline(never)]
    pub fn text(&mut self, length: u32) -> Result<&'a str, Damage> {
        std::str::from_utf8(self.take(length as usize)?).map_err(|_| UTF8)
    }

    /// `n` texts as [`Writer::texts`] wrote them.
    #[inline(never)]
    pub fn texts(&mut self, n: usize) -> Result<Strings, Damage> {
        let lengths = self.planes(n)?;
        let mut out = Strings::default();
        for length in lengths {
            out.push(self.text(length)?);
        }
        Ok(out)
    }
}
