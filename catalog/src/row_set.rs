//! A set of a catalogue's rows that was found elsewhere: how it travels, and that it is of this catalogue.
//!
//! ```text
//! row-set = version:byte{16} (u64){⌈N / 64⌉}    little-endian; bit b of number i says whether row 64·i + b is in
//! ```
//!
//! Nothing is compressed inside: the answer that carries it is.

use crate::bitmap::Bitmap;
use crate::catalog::Catalog;

/// Rows of one catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSet(pub(crate) Bitmap);

impl RowSet {
    /// Those of a catalogue of `len` rows; others than it has are left out.
    pub fn new(len: u32, rows: impl IntoIterator<Item = u32>) -> RowSet {
        let mut set = Bitmap::empty(len);
        rows.into_iter().filter(|row| *row < len).for_each(|row| set.insert(row));
        RowSet(set)
    }

    /// How many rows are in.
    pub fn count(&self) -> u32 {
        self.0.count()
    }

    /// The rows that are in, ascending.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.rows()
    }
}

impl Catalog {
    /// The set as bytes, for the one who has the same catalogue.
    pub fn pack(&self, set: &RowSet) -> Vec<u8> {
        let mut out = self.version().as_bytes().to_vec();
        set.0.pack(&mut out);
        out
    }

    /// The set of those bytes; `None` where they are no set of this very catalogue's rows. Safe on any bytes.
    pub fn unpack(&self, bytes: &[u8]) -> Option<RowSet> {
        let words = bytes.strip_prefix(self.version().as_bytes())?;
        Bitmap::unpack(self.len(), words).map(RowSet)
    }
}
