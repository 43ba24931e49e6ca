//! The first 52 bytes: what this is, how much of it there is, and whether it is whole.

use std::fmt;

/// The first bytes of every snapshot.
const MAGIC: &[u8; 8] = b"CodeDeck";
/// The version that is written. Those before it are read.
pub const VERSION: u16 = 2;
const HEADER: usize = 52;
/// Rows that a catalogue may have: the engine's row numbers and memory are made for this.
const MOST_ROWS: u32 = 1 << 24;

/// What the header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Of the format.
    pub version: u16,
    pub rows: u32,
    /// Unix seconds.
    pub made_at: i64,
    /// [`hash`] of the payload.
    pub content: u64,
}

/// Why bytes are not a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Foreign,
    Version(u16),
    Damaged(&'static str),
}

impl OpenError {
    pub(super) fn damaged(why: &'static str) -> OpenError {
        OpenError(Kind::Damaged(why))
    }

    /// Something else altogether.
    pub fn is_foreign(&self) -> bool {
        self.0 == Kind::Foreign
    }

    /// A snapshot of a format that this build does not read.
    pub fn is_other_version(&self) -> bool {
        matches!(self.0, Kind::Version(_))
    }

    /// A snapshot that is cut or changed.
    pub fn is_damaged(&self) -> bool {
        matches!(self.0, Kind::Damaged(_))
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Foreign => write!(f, "these bytes are no catalogue"),
            Kind::Version(v) => {
                write!(f, "the catalogue has format {v}; this build reads formats up to {VERSION}")
            }
            Kind::Damaged(why) => write!(f, "the catalogue is damaged: {why}"),
        }
    }
}

impl std::error::Error for OpenError {}

/// A 64-bit hash: each word of eight bytes (the last one filled with zeros) is mixed in by xor, multiplication with an odd
/// constant (2⁶⁴ ÷ golden ratio) and a shift, each step a bijection, so that any change within one word changes it. It finds
/// damage; it does not withstand an adversary, who gains nothing by it: decoding checks every value.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut h = (bytes.len() as u64).wrapping_mul(ODD);
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        h = (h ^ u64::from_le_bytes(word)).wrapping_mul(ODD);
        h ^= h >> 32;
    }
    h
}

pub(super) fn write(head: &Head, payload: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + payload);
    out.extend(MAGIC);
    out.extend(head.version.to_le_bytes());
    out.extend([0; 2]);
    out.extend((payload as u64).to_le_bytes());
    out.extend(head.rows.to_le_bytes());
    out.extend([0; 4]);
    out.extend(head.made_at.to_le_bytes());
    out.extend(head.content.to_le_bytes());
    out.extend(hash(&out).to_le_bytes());
    out
}

pub(super) fn read(bytes: &[u8]) -> Result<(Head, &[u8]), OpenError> {
    if !bytes.starts_with(MAGIC) {
        return Err(OpenError(Kind::Foreign));
    }
    let Some((header, payload)) = bytes.split_at_checked(HEADER) else {
        return Err(OpenError::damaged("it ends within its header"));
    };
    let version = u16::from_le_bytes([header[8], header[9]]);
    if !(1..=VERSION).contains(&version) {
        return Err(OpenError(Kind::Version(version)));
    }
    let word = |at: usize| u64::from_le_bytes(std::array::from_fn(|i| header[at + i]));
    if hash(&header[..HEADER - 8]) != word(HEADER - 8) {
        return Err(OpenError::damaged("its header does not match its checksum"));
    }
    if word(12) != payload.len() as u64 {
        return Err(OpenError::damaged("it is cut short or has bytes too many"));
    }
    let head = Head { version, rows: word(20) as u32, made_at: word(28) as i64, content: word(36) };
    if head.rows > MOST_ROWS {
        return Err(OpenError::damaged("it says that it has more than 16,777,216 rows"));
    }
    if hash(payload) != head.content {
        return Err(OpenError::damaged("its content does not match its checksum"));
    }
    Ok((head, payload))
}
