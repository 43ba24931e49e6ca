//! wasm-bindgen, in this process: its version is the one in the lock file, so it always fits the wasm.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::split::{self, Chunks};
use super::{Job, Profile, cut, glue};
use crate::process::is_missing;

/// What wasm-bindgen made.
pub struct Bound {
    /// The wasm.
    pub wasm: PathBuf,
    /// The module that loads it.
    pub js: PathBuf,
    /// Modules that crates bring along, by the path that `js` imports them with.
    pub snippets: Vec<(String, PathBuf)>,
    /// What comes later.
    pub chunks: Chunks,
}

/// Binds a crate's wasm into the job's folder, emptied first.
pub fn bind(wasm: Vec<u8>, job: &Job) -> Result<()> {
    match fs::remove_dir_all(&job.out) {
        Err(error) if !is_missing(&error) => {
            return Err(error).context("cannot empty the folder of wasm-bindgen");
        }
        _ => {}
    }
    let (wasm, loaders) = if job.split { split::take_apart(&wasm, job)? } else { (wasm, None) };
    let is_dev = job.profile == Profile::Dev;
    let mut output = Bindgen::new()
        .input_bytes(job.stem, wasm)
        .web(true)?
        .typescript(false)
        .keep_debug(is_dev)
        .remove_name_section(!is_dev)
        .remove_producers_section(true)
        // The table of functions: chunks put theirs into it.
        .keep_lld_exports(job.split)
        .omit_default_module_path(!job.default_path)
        .generate_output()?;
    if let Some(package) = output.npm_dependencies().keys().next() {
        bail!("a crate wants the npm package {package}: the browser cannot load it, as nothing bundles it");
    }
    let mut names = Vec::new();
    if job.split && !is_dev {
        cut::main(output.wasm_mut())?;
        names = glue::rename(output.wasm_mut(), job.stem);
        for chunk in Chunks::read(&job.out)?.files.values() {
            cut::chunk(chunk)?;
        }
    }
    output.emit(&job.out)?;
    let js = job.out.join(format!("{}.js", job.stem));
    glue::rename_in(&js, &names)?;
    match loaders {
        Some(loaders) => split::join(&loaders, &js),
        None => Ok(()),
    }
}

/// The files of an earlier [`bind`].
pub fn read(out: &Path, stem: &str) -> Result<Bound> {
    let mut snippets = Vec::new();
    collect(&out.join("snippets"), "./snippets", &mut snippets)?;
    snippets.sort();
    let [wasm, js] = ["_bg.wasm", ".js"].map(|end| out.join(format!("{stem}{end}")));
    Ok(Bound { wasm, js, snippets, chunks: Chunks::read(out)? })
}

fn collect(folder: &Path, import: &str, into: &mut Vec<(String, PathBuf)>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let import = format!("{import}/{name}");
        if path.is_dir() {
            collect(&path, &import, into)?;
        } else {
            into.push((import, path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_are_found_by_their_import() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("snippets/app-1f/");
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("inline0.js"), "export const a = 1;").unwrap();
        let bound = read(folder.path(), "x").unwrap();
        assert_eq!(bound.snippets, [("./snippets/app-1f/inline0.js".to_owned(), inside.join("inline0.js"))]);
        assert!(bound.wasm.ends_with("x_bg.wasm"));
    }
}
