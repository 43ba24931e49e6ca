//! Puts the parts together: hashed names, compressed twins, the manifest, and no files of builds long gone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::compress::{Effort, write};
use super::manifest::{Built, Entry, Manifest};
use super::{css, script};
use crate::fingerprint::short_hash;
use crate::process::say;
use crate::wasm::{Bound, Profile};
use crate::workspace::Workspace;

/// Writes the site of one build.
pub fn assemble(workspace: &Workspace, bound: &Bound, profile: Profile) -> Result<Built> {
    say("Writing the site: hashed names, brotli and gzip beside each file");
    let mut site = Site { folder: workspace.site(), effort: Effort::of(profile), entries: Vec::new() };

    let wasm = site.add_hashed("codedeck", "wasm", &fs::read(&bound.wasm)?)?;
    let mut chunks = BTreeMap::new();
    for (stem, file) in &bound.chunks.files {
        chunks.insert(stem.clone(), site.add_hashed(stem, "wasm", &fs::read(file)?)?);
    }
    let js = script::bundle(workspace, bound, &chunks, profile, |name, text| {
        site.add_hashed(name, "js", text.as_bytes())
    })?;
    let style = css::bundle(&workspace.path("style/main.css"), profile)?;
    let css = site.add_hashed("codedeck", "css", style.as_bytes())?;
    let built = Built { wasm, js, css, chunks, needed: bound.chunks.needed.clone() };

    site.add_assets(&workspace.path("app/assets"), "/assets")?;
    let manifest = Manifest::new(&built, site.entries, Manifest::read(&site.folder)?);
    manifest.write(&site.folder)?;
    remove_others(&site.folder, &manifest)?;
    Ok(built)
}

struct Site {
    folder: PathBuf,
    effort: Effort,
    entries: Vec<Entry>,
}

impl Site {
    fn add_hashed(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<Entry> {
        self.add(&format!("/pkg/{stem}.{}.{extension}", short_hash(bytes)), bytes)
    }

    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<Entry> {
        let (br, gz) = write(&self.folder.join(&path[1..]), bytes, self.effort)?;
        let entry = Entry { path: path.to_owned(), hash: short_hash(bytes), bytes: bytes.len(), br, gz };
        self.entries.push(entry.clone());
        Ok(entry)
    }

    /// Static files keep their names; there may be none.
    fn add_assets(&mut self, folder: &Path, path: &str) -> Result<()> {
        if !folder.is_dir() {
            return Ok(());
        }
        let mut inside: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        inside.sort();
        for file in inside {
            let name =
                file.file_name().and_then(|name| name.to_str()).context("an asset's name is not UTF-8")?;
            let path = format!("{path}/{name}");
            if file.is_dir() {
                self.add_assets(&file, &path)?;
            } else {
                self.add(&path, &fs::read(&file)?)?;
            }
        }
        Ok(())
    }
}

/// Pages in flight may still ask for the previous build's files; anything older goes.
fn remove_others(site: &Path, manifest: &Manifest) -> Result<()> {
    let kept: BTreeSet<String> = manifest
        .all()
        .flat_map(|entry| ["", ".br", ".gz"].map(|ending| format!("{}{ending}", &entry.path[1..])))
        .collect();
    for folder in ["pkg", "assets"] {
        remove_except(site, folder, &kept)?;
    }
    Ok(())
}

fn remove_except(site: &Path, folder: &str, kept: &BTreeSet<String>) -> Result<()> {
    let Ok(entries) = fs::read_dir(site.join(folder)) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            remove_except(site, &path, kept)?;
        } else if !kept.contains(&path) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
