//! What a browser fetches that has an older snapshot: the new one, compressed with the old one as the dictionary (RFC 9842,
//! content encoding `dcb`).
//!
//! The browser's own network code keeps the old bytes, names them by their SHA-256, and applies what it gets: no code of ours
//! travels for it, and a browser that knows nothing of it says nothing of it and gets the whole. A damaged base has another
//! hash, which the browser checks, and what comes out has the snapshot's own checksum.

use std::io::{Error, ErrorKind};

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::{BrotliEncoderParams, StandardAlloc};
use brotli::{IoReaderWrapper, IoWriterWrapper};
use sha2::{Digest as _, Sha256};

/// What a `dcb` answer starts with; the hash of the base follows.
const MAGIC: &[u8; 4] = b"\xffDCB";
/// Bits of brotli's largest window. A base has to be in it with all that is made of it: beyond it, an encoder that has the
/// dictionary as bytes before the first, as this one, means other distances than a browser.
const WINDOW: i32 = 24;
/// Bytes that an encoder or decoder works on.
const BUFFER: usize = 1 << 16;

/// SHA-256 of a snapshot's bytes.
pub type Hash = [u8; 32];

/// A snapshot for those who have another.
pub struct Delta {
    /// Whose bytes are needed.
    pub base: Hash,
    /// As they travel.
    pub bytes: Bytes,
}

impl Delta {
    /// From the old bytes to the new ones, by that effort of brotli. `None` where it would not be smaller than `whole`.
    pub fn new(base: Hash, old: &[u8], new: &[u8], effort: i32, whole: usize) -> Option<Delta> {
        let window = (16..=WINDOW).find(|bits| old.len() + new.len() <= (1 << bits) - 16)?;
        let mut bytes = [MAGIC.as_slice(), &base].concat();
        let start = bytes.len();
        compress(old, new, (effort, window), &mut bytes).ok()?;
        // Kept by browsers for a year: read once before it is sent.
        let is_sound = decompress(old, &bytes[start..]).is_ok_and(|read| read == new);
        (is_sound && bytes.len() < whole).then(|| Delta { base, bytes: bytes.into() })
    }
}

/// The hash of a snapshot's bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The hash that `Available-Dictionary` names: a byte sequence of structured fields, base 64 between colons.
pub fn named(header: &str) -> Option<Hash> {
    let inner = header.trim().strip_prefix(':')?.strip_suffix(':')?;
    STANDARD.decode(inner).ok()?.try_into().ok()
}

fn ended() -> Error {
    ErrorKind::UnexpectedEof.into()
}

fn compress(old: &[u8], mut new: &[u8], how: (i32, i32), out: &mut Vec<u8>) -> Result<(), Error> {
    let (quality, lgwin) = how;
    let params = BrotliEncoderParams { quality, lgwin, size_hint: new.len(), ..Default::default() };
    brotli::BrotliCompressCustomIoCustomDict(
        &mut IoReaderWrapper(&mut new),
        &mut IoWriterWrapper(out),
        &mut vec![0; BUFFER],
        &mut vec![0; BUFFER],
        &params,
        StandardAlloc::default(),
        &mut |_, _, _, _| (),
        old,
        ended(),
    )?;
    Ok(())
}

fn decompress(old: &[u8], mut delta: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    brotli::BrotliDecompressCustomIoCustomDict(
        &mut IoReaderWrapper(&mut delta),
        &mut IoWriterWrapper(&mut out),
        &mut vec![0; BUFFER],
        &mut vec![0; BUFFER],
        StandardAlloc::default(),
        StandardAlloc::default(),
        StandardAlloc::default(),
        old.to_vec().into(),
        ended(),
    )?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that do not shrink by themselves (SplitMix64).
    fn noise(n: usize) -> Vec<u8> {
        let word = |i: u64| {
            let z = i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z ^ z >> 27
        };
        (0..n as u64).map(|i| word(i) as u8).collect()
    }

    #[test]
    fn a_few_changed_bytes_travel_in_a_few() {
        let old = noise(100_000);
        let mut new = old.clone();
        new.splice(500..510, *b"something else");
        new.drain(60_000..60_100);
        let delta = Delta::new(hash(&old), &old, &new, 10, new.len()).unwrap();
        assert!(delta.bytes.starts_with(b"\xffDCB") && delta.bytes[4..36] == hash(&old));
        assert!(delta.bytes.len() < 200, "{} bytes", delta.bytes.len());
        assert_eq!(decompress(&old, &delta.bytes[36..]).unwrap(), new);
        let other = noise(99_999);
        assert!(decompress(&other, &delta.bytes[36..]).map_or(true, |read| read != new), "another base");
    }

    #[test]
    fn none_where_it_is_not_smaller_or_the_base_is_out_of_reach() {
        let (old, new) = (noise(3_000), b"nothing of it".repeat(4));
        assert!(Delta::new(hash(&old), &old, &new, 10, 20).is_none());
        let old = vec![0; 1 << WINDOW];
        assert!(Delta::new(hash(&old), &old, &new, 10, usize::MAX).is_none());
    }

    #[test]
    fn a_base_is_named_by_its_hash_alone() {
        let hash = hash(b"");
        let check = |header: &str, expected| assert_eq!(named(header), expected, "{header}");
        check(":47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", Some(hash));
        check(" :47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=: ", Some(hash));
        check("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", None);
        check(":47DEQpj8HBSa:", None);
        check(":", None);
        check("::", None);
    }
}
