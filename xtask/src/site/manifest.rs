//! `manifest.json`: how the server knows what the site consists of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::fingerprint::short_hash;
use crate::process::is_missing;

/// Its name in the site's folder.
pub const FILE: &str = "manifest.json";

/// One file of the site.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Path in URLs, from `/`.
    pub path: String,
    /// 16 hexadecimal digits of the content's SHA-256.
    pub hash: String,
    /// Length.
    pub bytes: usize,
    /// Length of `<path>.br`.
    pub br: usize,
    /// Length of `<path>.gz`.
    pub gz: usize,
}

/// The files of a page's first load, and what may come later.
#[derive(Default)]
pub struct Built {
    /// The wasm.
    pub wasm: Entry,
    /// The module that loads it first, then the modules that it imports.
    pub js: Vec<Entry>,
    /// All styles.
    pub css: Entry,
    /// Wasm that comes later, by its file's stem.
    pub chunks: BTreeMap<String, Entry>,
    /// Which of it each name of split points needs.
    pub needed: BTreeMap<String, Vec<String>>,
}

/// What the site consists of.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// 16 hexadecimal digits over all files: other files, other id.
    pub build: String,
    /// The project's version.
    #[serde(default)]
    pub version: String,
    /// Path of the wasm.
    pub wasm: String,
    /// Path of the module to import.
    pub js: String,
    /// Path of the styles.
    pub css: String,
    /// Paths of the wasm that a lazy route needs beside it, by the route's name.
    #[serde(default)]
    pub chunks: BTreeMap<String, Vec<String>>,
    /// All files.
    pub files: Vec<Entry>,
    /// Files of the build before that this one has not: pages opened then may still ask for them.
    #[serde(default)]
    pub previous: Vec<Entry>,
}

impl Manifest {
    /// Of these files, following an earlier build.
    pub fn new(built: &Built, files: Vec<Entry>, before: Option<Manifest>) -> Manifest {
        let state: String = files.iter().map(|file| format!("{} {}\n", file.path, file.hash)).collect();
        let build = short_hash(state.as_bytes());
        let previous = match before {
            Some(before) if before.build == build => before.previous,
            Some(before) => {
                before.files.into_iter().filter(|old| files.iter().all(|new| new.path != old.path)).collect()
            }
            None => Vec::new(),
        };
        let path = |entry: &Entry| entry.path.clone();
        let js = built.js.first().map(path).unwrap_or_default();
        let paths =
            |stems: &Vec<String>| stems.iter().filter_map(|stem| built.chunks.get(stem)).map(path).collect();
        let chunks = built.needed.iter().map(|(name, stems)| (name.clone(), paths(stems))).collect();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Manifest {
            build,
            version,
            wasm: path(&built.wasm),
            js,
            css: path(&built.css),
            chunks,
            files,
            previous,
        }
    }

    /// The last build's; `None` when there was none or it cannot be read.
    pub fn read(site: &Path) -> Result<Option<Manifest>> {
        match fs::read(site.join(FILE)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {FILE}")),
        }
    }

    /// Replaces the manifest in one step: a server that reads it sees the old or the new one.
    pub fn write(&self, site: &Path) -> Result<()> {
        let beside = site.join("manifest.new");
        fs::write(&beside, serde_json::to_vec_pretty(self)?)?;
        fs::rename(&beside, site.join(FILE)).with_context(|| format!("cannot write {FILE}"))
    }

    /// The files of this build and of the one before.
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.files.iter().chain(&self.previous)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        Entry { path: path.to_owned(), hash: short_hash(path.as_bytes()), bytes: 3, br: 2, gz: 2 }
    }

    fn manifest(version: u32, before: Option<Manifest>) -> Manifest {
        let [wasm, js, css] = ["wasm", "js", "css"].map(|end| entry(&format!("/pkg/a.{version}.{end}")));
        let files = vec![wasm.clone(), js.clone(), css.clone(), entry("/assets/icon.svg")];
        let chunks = BTreeMap::from([("split_a".to_owned(), wasm.clone())]);
        let needed = BTreeMap::from([("a".to_owned(), vec!["split_a".to_owned()])]);
        Manifest::new(&Built { wasm, js: vec![js], css, chunks, needed }, files, before)
    }

    #[test]
    fn keeps_the_previous_build_only() {
        let third = manifest(3, Some(manifest(2, Some(manifest(1, None)))));
        let previous: Vec<&str> = third.previous.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(previous, ["/pkg/a.2.wasm", "/pkg/a.2.js", "/pkg/a.2.css"]);
        assert_eq!(third.js, "/pkg/a.3.js");
        assert_eq!(third.chunks["a"], ["/pkg/a.3.wasm"]);
    }

    #[test]
    fn the_same_files_keep_id_and_previous() {
        let second = manifest(2, Some(manifest(1, None)));
        let (id, previous) = (second.build.clone(), second.previous.clone());
        let again = manifest(2, Some(second));
        assert_eq!((again.build, again.previous), (id, previous));
    }

    #[test]
    fn survives_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Manifest::read(folder.path()).unwrap().is_none());
        let written = manifest(1, None);
        written.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap().unwrap().files, written.files);
    }
}
