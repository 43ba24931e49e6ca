//! The snapshot: a catalogue's rows and dictionaries as bytes. README.md of this crate is its grammar.
//!
//! | file | answers |
//! |---|---|
//! | `header` | is this a snapshot of this version, whole and undamaged? |
//! | `codec` | how numbers and texts stand in bytes, each read bounded |
//! | `encode` | columns to bytes |
//! | `decode` | bytes to columns, each code checked |

mod codec;
mod decode;
mod encode;
mod header;

pub(crate) use codec::push_varint;
pub(crate) use header::Head;
pub use header::{OpenError, VERSION};

use crate::columns::Columns;

/// The bytes of a snapshot.
pub(crate) fn encode(columns: &Columns, made_at: i64) -> Vec<u8> {
    let payload = encode::payload(columns);
    let head =
        Head { version: VERSION, rows: columns.ids.len() as u32, made_at, content: header::hash(&payload) };
    let mut out = header::write(&head, payload.len());
    out.extend(payload);
    out
}

/// The columns of a snapshot, all checked.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Columns, Head), OpenError> {
    let (head, payload) = header::read(bytes)?;
    let columns = decode::columns(payload, head.version, head.rows).map_err(OpenError::damaged)?;
    Ok((columns, head))
}
