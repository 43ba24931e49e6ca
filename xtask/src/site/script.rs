//! The JavaScript beside the wasm: wasm-bindgen's module and the snippets that crates bring along.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use super::manifest::Entry;
use crate::tools::npm;
use crate::wasm::{Bound, Profile};
use crate::workspace::Workspace;

/// Adds the modules, the importing one first in the answer. Its imports of snippets, and the `chunks` that it asks for, are
/// written to their hashed names.
pub fn bundle(
    workspace: &Workspace,
    bound: &Bound,
    chunks: &BTreeMap<String, Entry>,
    profile: Profile,
    mut add: impl FnMut(&str, &str) -> Result<Entry>,
) -> Result<Vec<Entry>> {
    let esbuild = match profile {
        Profile::Dev => None,
        Profile::WasmRelease => npm::program(workspace, "esbuild", "Leaving the JavaScript as it is"),
    };
    let text = |path: &Path| -> Result<String> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        match &esbuild {
            Some(program) => minify(program, &text),
            None => Ok(text),
        }
    };
    let mut snippets = Vec::new();
    let mut renamed = Vec::new();
    for (import, path) in &bound.snippets {
        let text = text(path)?;
        if imports_a_file(&text) {
            bail!("the snippet {import} imports another file: that file would lack its hashed name");
        }
        let entry = add("snippet", &text)?;
        renamed.push((import.clone(), beside(&entry)));
        snippets.push(entry);
    }
    renamed.extend(chunks.iter().map(|(stem, entry)| (format!("./{stem}.wasm"), beside(entry))));
    let main = rename(&text(&bound.js)?, &renamed);
    if main.contains("./snippets/") {
        bail!("wasm-bindgen's module imports a snippet that it did not bring");
    }
    let mut entries = vec![add("codedeck", &main)?];
    entries.append(&mut snippets);
    Ok(entries)
}

/// A file's address as the module beside it names it.
fn beside(entry: &Entry) -> String {
    entry.path.replacen("/pkg/", "./", 1)
}

fn imports_a_file(text: &str) -> bool {
    ["from './", "from \"./", "from\"./", "from'./", "import('./", "import(\"./", "import './", "import\"./"]
        .iter()
        .any(|import| text.contains(import))
}

fn rename(text: &str, renamed: &[(String, String)]) -> String {
    renamed.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn minify(esbuild: &PathBuf, text: &str) -> Result<String> {
    let mut child = Command::new(esbuild)
        .args([
            "--minify",
            "--tree-shaking=true",
            "--format=esm",
            "--loader=js",
            "--target=chrome111,firefox128,safari16.4",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("esbuild could not be started")?;
    child.stdin.take().context("esbuild takes no input")?.write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("esbuild could not read wasm-bindgen's module");
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_follow_the_hashed_names() {
        let renamed = [("./snippets/app-1f/inline0.js".to_owned(), "./snippet.00ff.js".to_owned())];
        assert_eq!(
            rename("import*as a from\"./snippets/app-1f/inline0.js\";", &renamed),
            "import*as a from\"./snippet.00ff.js\";"
        );
    }

    #[test]
    fn files_imported_by_snippets_are_seen() {
        assert!(imports_a_file("import { a } from './other.js';"));
        assert!(!imports_a_file("export const from = 'here';"));
    }
}
