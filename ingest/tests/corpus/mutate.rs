//! Changed copies of an answer, the same in every run.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `n`, 0 where `n` is.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// The answer with one to four changes behind its first line.
    pub fn changed(&mut self, answer: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
        let mut out = answer.to_vec();
        for _ in 0..=self.below(4) {
            self.change(&mut out, others);
        }
        out
    }

    fn change(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        let line = bytes.iter().position(|b| *b == b'\n').map_or(0, |at| at + 1);
        if bytes.len() <= line {
            return;
        }
        let at = line + self.below(bytes.len() - line);
        let to = (at + 1 + self.below(40)).min(bytes.len());
        match self.below(8) {
            0 => bytes[at] ^= 1 << self.below(8),
            1 => bytes[at] = self.next() as u8,
            // A cut, and a part left out.
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..to)),
            // A part repeated.
            4 => {
                let part = bytes[at..to].to_vec();
                let times = 1 + self.below(8);
                bytes.splice(at..at, part.repeat(times));
            }
            // A value of another kind.
            5 => {
                let values: [&[u8]; 8] =
                    [b"null", b"[]", b"{}", b"\"\"", b"-1", b"1e400", b"18446744073709551616", b"\xc3("];
                let value = values[self.below(values.len())];
                bytes.splice(at..to, value.iter().copied());
            }
            // A part of another answer.
            _ => {
                let other = &others[self.below(others.len())];
                let from = self.below(other.len());
                let end = (from + self.below(80)).min(other.len());
                bytes.splice(at..to, other[from..end].iter().copied());
            }
        }
    }
}
