//! Changed copies of a snapshot, the same in every run.

use crate::snapshot::HEADER;

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

    /// The snapshot with one to three changes behind its header; the checksums are left wrong.
    pub fn changed(&mut self, snapshot: &[u8]) -> Vec<u8> {
        let mut out = snapshot.to_vec();
        for _ in 0..=self.below(3) {
            self.change(&mut out);
        }
        out
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        if bytes.len() <= HEADER {
            return;
        }
        let at = HEADER + self.below(bytes.len() - HEADER);
        match self.below(8) {
            // A bit, a byte, a byte next to what it was: widths, numbers and codes just out of range.
            0 | 1 => bytes[at] ^= 1 << self.below(8),
            2 => bytes[at] = self.next() as u8,
            3 => bytes[at] = bytes[at].wrapping_add(if self.below(2) == 0 { 1 } else { u8::MAX }),
            // A cut, and a part left out.
            4 => bytes.truncate(at),
            5 => drop(bytes.drain(at..(at + 1 + self.below(8)).min(bytes.len()))),
            // A part repeated.
            6 => {
                let part = bytes[at..(at + 1 + self.below(64)).min(bytes.len())].to_vec();
                let times = 1 + self.below(8);
                bytes.splice(at..at, part.repeat(times));
            }
            // A number blown up: as many as there are bytes, as fit in four bytes, as fit in eight.
            _ => {
                let n = [bytes.len() as u64, 1 << 21, u64::from(u32::MAX), u64::MAX][self.below(4)];
                bytes.splice(at..=at, varint(n));
            }
        }
    }
}

fn varint(mut n: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
    out
}
