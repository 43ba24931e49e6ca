//! What the built site consists of, as its manifest says.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// `manifest.json`.
#[derive(Deserialize, Default)]
pub struct Manifest {
    /// Other files, another id.
    pub build: String,
    /// The version that it was built with; empty for builds before this was written.
    #[serde(default)]
    pub version: String,
    /// Address of the wasm.
    pub wasm: String,
    /// Address of the script that loads it.
    pub js: String,
    /// Address of the styles.
    pub css: String,
    /// Addresses of the wasm that a lazy route needs beside it, by the route's name.
    #[serde(default)]
    pub chunks: BTreeMap<String, Vec<String>>,
    /// All files.
    pub files: Vec<Entry>,
    /// Those of the build before.
    #[serde(default)]
    pub previous: Vec<Entry>,
}

/// A file.
#[derive(Deserialize)]
pub struct Entry {
    /// Its address.
    pub path: String,
    /// 16 hexadecimal digits of its content's SHA-256.
    pub hash: String,
}

impl Manifest {
    /// That of a folder; `None` where nothing was built there.
    pub fn read(site: &Path) -> Result<Option<Manifest>> {
        let path = site.join("manifest.json");
        let Ok(bytes) = std::fs::read(&path) else { return Ok(None) };
        let manifest = serde_json::from_slice(&bytes);
        manifest
            .map(Some)
            .with_context(|| format!("{} is no manifest: run `cargo xtask build`", path.display()))
    }
}

impl Entry {
    /// Its bytes; with `.br` or `.gz`, compressed.
    pub fn read(&self, site: &Path, suffix: &str) -> Result<Vec<u8>> {
        let path = site.join(format!("{}{suffix}", self.path.trim_start_matches('/')));
        std::fs::read(&path)
            .with_context(|| format!("{} is missing: run `cargo xtask build`", path.display()))
    }
}
