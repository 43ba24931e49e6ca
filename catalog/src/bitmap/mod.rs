//! Sets of rows, one bit each, in words of 64.
//!
//! Plain loops over `u64`: with `+simd128` the compiler makes vector code of them, and none is `unsafe` (bench: `cargo xtask
//! bench`). Only counting has a form by hand (`popcount`), as the compiler has none. Loops over whole sets are not inlined: a
//! call costs nothing beside them, and each copy would travel to the browser.

mod popcount;

/// A set of rows below a fixed length. Bits at and above the length are never set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bitmap {
    words: Vec<u64>,
    len: u32,
}

impl Bitmap {
    /// No row of `len`.
    pub fn empty(len: u32) -> Bitmap {
        Bitmap { words: vec![0; (len as usize).div_ceil(64)], len }
    }

    /// The length: rows are below it.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// How many words an AND takes.
    pub fn words(&self) -> u32 {
        self.words.len() as u32
    }

    /// Takes every row out.
    #[inline(never)]
    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Holds the rows below `end` and no other.
    #[inline(never)]
    pub fn set_prefix(&mut self, end: u32) {
        let end = end.min(self.len) as usize;
        let (full, rest) = (end / 64, end % 64);
        self.words[..full].fill(u64::MAX);
        self.words[full..].fill(0);
        if rest > 0 {
            self.words[full] = (1 << rest) - 1;
        }
    }

    /// Puts the row in.
    #[inline]
    pub fn insert(&mut self, row: u32) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    /// Takes the row out if it is in, puts it in if it is not.
    #[inline]
    pub fn flip(&mut self, row: u32) {
        self.words[row as usize / 64] ^= 1 << (row % 64);
    }

    /// Whether the row is in.
    #[inline]
    pub fn has(&self, row: u32) -> bool {
        self.words[row as usize / 64] >> (row % 64) & 1 == 1
    }

    /// How many rows are in.
    #[inline(never)]
    pub fn count(&self) -> u32 {
        popcount::of(&self.words)
    }

    /// How many rows both have, which are of the same length.
    #[inline(never)]
    pub fn count_and(&self, other: &Bitmap) -> u32 {
        popcount::of_both(&self.words, &other.words)
    }

    /// Becomes a copy of `other`, which has the same length.
    #[inline(never)]
    pub fn copy(&mut self, other: &Bitmap) {
        self.words.copy_from_slice(&other.words);
    }

    /// Keeps what `other` has too.
    #[inline(never)]
    pub fn and(&mut self, other: &Bitmap) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    /// Takes out what `other` has.
    #[inline(never)]
    pub fn and_not(&mut self, other: &Bitmap) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !b;
        }
    }

    /// Adds what `other` has.
    #[inline(never)]
    pub fn or(&mut self, other: &Bitmap) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }

    /// The rows that are in, ascending.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| Ones(word).map(move |bit| i as u32 * 64 + bit))
    }

    /// Appends the set's words, little-endian.
    pub fn pack(&self, out: &mut Vec<u8>) {
        self.words.iter().for_each(|word| out.extend(word.to_le_bytes()));
    }

    /// The set of `len` rows that [`Bitmap::pack`] wrote; `None` where it is not as long.
    pub fn unpack(len: u32, bytes: &[u8]) -> Option<Bitmap> {
        let mut set = Bitmap::empty(len);
        if bytes.len() != set.words.len() * 8 {
            return None;
        }
        set.set_prefix(len);
        for (word, bytes) in set.words.iter_mut().zip(bytes.chunks_exact(8)) {
            *word &= u64::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(set)
    }

    /// Writes the rows that are in to `out`, ascending, and returns how many; with `complement` those that are not.
    /// `out` is as long as the set.
    #[inline(never)]
    pub fn decode(&self, out: &mut [u32], complement: bool) -> usize {
        let flip = if complement { u64::MAX } else { 0 };
        let mut k = 0;
        for (i, &word) in self.words.iter().enumerate() {
            let mut word = word ^ flip;
            if complement && (i + 1) * 64 > self.len as usize {
                word &= (1u64 << (self.len % 64)) - 1;
            }
            let base = i as u32 * 64;
            while word != 0 {
                out[k] = base + word.trailing_zeros();
                k += 1;
                word &= word - 1;
            }
        }
        k
    }

    /// Writes the rows that are in and not in `other` to `out`, ascending, and returns how many; there is room for them.
    #[inline(never)]
    pub fn decode_without(&self, other: &Bitmap, out: &mut [u32]) -> usize {
        let mut k = 0;
        for (i, (&word, &other)) in self.words.iter().zip(&other.words).enumerate() {
            for bit in Ones(word & !other) {
                out[k] = i as u32 * 64 + bit;
                k += 1;
            }
        }
        k
    }

    /// Puts the rows number `skip` to `skip + take` of the set.
    pub fn page(&self, skip: u32, take: u32, mut put: impl FnMut(u32)) {
        let (mut skip, mut take) = (skip, take);
        for (i, &word) in self.words.iter().enumerate() {
            if take == 0 {
                return;
            }
            let ones = word.count_ones();
            if ones <= skip {
                skip -= ones;
                continue;
            }
            for bit in Ones(word).skip(skip as usize).take(take as usize) {
                put(i as u32 * 64 + bit);
                take -= 1;
            }
            skip = 0;
        }
    }
}

/// The set bits of a word, ascending.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros();
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decode_page_and_rows_agree() {
        for len in [0u32, 1, 63, 64, 65, 200] {
            let mut set = Bitmap::empty(len);
            let rows: Vec<u32> = (0..len).filter(|r| r % 3 == 1).collect();
            rows.iter().for_each(|&r| set.insert(r));
            assert_eq!(set.count() as usize, rows.len());
            assert_eq!(set.rows().collect::<Vec<_>>(), rows);
            let mut out = vec![0; len as usize];
            let k = set.decode(&mut out, false);
            assert_eq!(&out[..k], &rows[..]);
            let k = set.decode(&mut out, true);
            assert_eq!(&out[..k], (0..len).filter(|r| r % 3 != 1).collect::<Vec<_>>());
            let mut even = Bitmap::empty(len);
            (0..len).filter(|r| r % 2 == 0).for_each(|r| even.insert(r));
            let k = set.decode_without(&even, &mut out);
            assert_eq!(&out[..k], (0..len).filter(|r| r % 6 == 1).collect::<Vec<_>>());
            let mut page = Vec::new();
            set.page(2, 3, |row| page.push(row));
            assert_eq!(page, rows.iter().skip(2).take(3).copied().collect::<Vec<_>>());
        }
    }

    #[test]
    fn prefixes_end_where_they_say() {
        let mut set = Bitmap::empty(130);
        for end in [0, 1, 64, 65, 129, 130, 500] {
            set.set_prefix(end);
            assert_eq!(set.count(), end.min(130));
        }
    }
}
