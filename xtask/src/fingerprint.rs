//! Has anything changed since this was last made?
//!
//! A fingerprint is a hash over the paths, sizes and modification times of the inputs; a stamp is a file that keeps
//! the last one. The fingerprint is taken **before** the work and kept after it: a change made meanwhile is seen by the
//! next run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::process::is_missing;

/// Names that are never inputs: what tools write beside the sources.
const IGNORED: [&str; 4] = ["target", "node_modules", "test-results", "screenshots"];

/// The state of inputs, and of words such as options that decide the outcome too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of these files and folders (all files below; missing ones count as missing), and these words.
    pub fn of(paths: &[PathBuf], words: &[&str]) -> Result<Fingerprint> {
        let mut hash = Sha256::new();
        for word in words {
            hash.update(word.as_bytes());
            hash.update([0]);
        }
        for path in paths {
            add(&mut hash, path)?;
        }
        Ok(Fingerprint(hex(&hash.finalize())))
    }

    /// Whether the stamp holds this fingerprint.
    pub fn is_kept(&self, stamp: &Path) -> bool {
        fs::read_to_string(stamp).is_ok_and(|kept| kept == self.0)
    }

    /// Writes the stamp.
    pub fn keep(&self, stamp: &Path) -> Result<()> {
        if let Some(folder) = stamp.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(stamp, &self.0).with_context(|| format!("cannot write {}", stamp.display()))
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first 16 hexadecimal digits of the SHA-256 of some bytes: names of hashed files.
pub fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

fn add(hash: &mut Sha256, path: &Path) -> Result<()> {
    hash.update(path.as_os_str().as_encoded_bytes());
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if is_missing(&error) => {
            hash.update(b"missing");
            return Ok(());
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    if meta.is_dir() {
        let mut inside: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        inside.retain(|path| {
            path.file_name().is_none_or(|name| IGNORED.iter().all(|ignored| name != *ignored))
        });
        inside.sort();
        return inside.iter().try_for_each(|path| add(hash, path));
    }
    let modified = meta.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    hash.update(meta.len().to_le_bytes());
    hash.update(modified.as_nanos().to_le_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(folder: &Path, words: &[&str]) -> Fingerprint {
        Fingerprint::of(&[folder.to_owned()], words).unwrap()
    }

    #[test]
    fn changes_with_inputs_and_words_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("a.rs"), "one").unwrap();
        let first = of(path, &["dev"]);
        assert_eq!(first, of(path, &["dev"]));
        assert_ne!(first, of(path, &["release"]));

        fs::create_dir(path.join("node_modules")).unwrap();
        fs::write(path.join("node_modules/b.js"), "ignored").unwrap();
        assert_eq!(first, of(path, &["dev"]));

        fs::write(path.join("a.rs"), "three").unwrap();
        let changed = of(path, &["dev"]);
        assert_ne!(first, changed);
        fs::write(path.join("b.rs"), "").unwrap();
        assert_ne!(changed, of(path, &["dev"]));
    }

    #[test]
    fn a_stamp_remembers() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = folder.path().join("deep/stamp");
        let one = Fingerprint::of(&[], &["1"]).unwrap();
        assert!(!one.is_kept(&stamp));
        one.keep(&stamp).unwrap();
        assert!(one.is_kept(&stamp));
        assert!(!Fingerprint::of(&[], &["2"]).unwrap().is_kept(&stamp));
    }

    #[test]
    fn short_hashes_are_sixteen_digits() {
        assert_eq!(short_hash(b""), "e3b0c44298fc1c14");
    }
}
