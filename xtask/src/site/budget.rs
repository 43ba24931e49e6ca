//! The first load of a page, in bytes on the wire, against what was promised.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use super::manifest::{Built, Entry};
use crate::wasm::Profile;

/// Most that wasm, JavaScript and CSS may weigh together, compressed by brotli.
const MOST: usize = 300_000;
const FILE: &str = "budget.json";

/// Bytes in brotli of a build's first load.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Weight {
    wasm: usize,
    js: usize,
    css: usize,
}

impl Weight {
    fn of(built: &Built) -> Weight {
        let sum = |entries: &[Entry]| entries.iter().map(|entry| entry.br).sum();
        Weight { wasm: built.wasm.br, js: sum(&built.js), css: built.css.br }
    }

    fn total(self) -> usize {
        self.wasm + self.js + self.css
    }

    fn read(site: &Path) -> Option<Weight> {
        serde_json::from_slice(&fs::read(site.join(FILE)).ok()?).ok()
    }

    /// One line: the parts, the sum, and the change since another build.
    fn line(self, before: Option<Weight>) -> String {
        let change = match before {
            None => String::new(),
            Some(before) if before == self => ", as before".to_owned(),
            Some(before) => {
                let sign = if self.total() >= before.total() { '+' } else { '−' };
                format!(", {sign}{} bytes since the last build", self.total().abs_diff(before.total()))
            }
        };
        format!(
            "First load in brotli: wasm {} + JS {} + CSS {} = {} of {}{change}",
            kb(self.wasm),
            kb(self.js),
            kb(self.css),
            kb(self.total()),
            kb(MOST)
        )
    }
}

fn kb(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// Prints the weight of a build and keeps it; too heavy a build that would be shipped is an error.
pub fn check(site: &Path, built: &Built, profile: Profile) -> Result<()> {
    if profile == Profile::Dev {
        println!("First load: not weighed, as the dev profile is not what is shipped");
        return Ok(());
    }
    let weight = Weight::of(built);
    println!("{}", weight.line(Weight::read(site)));
    let later: Vec<String> =
        built.chunks.iter().map(|(stem, entry)| format!("{stem} {}", kb(entry.br))).collect();
    println!("Later in brotli: {}", later.join(", "));
    fs::write(site.join(FILE), serde_json::to_vec(&weight)?)?;
    if weight.total() > MOST {
        bail!("the first load weighs {} bytes in brotli: {} too many", weight.total(), weight.total() - MOST);
    }
    Ok(())
}

/// Prints the weight of the last build that was weighed.
pub fn show_last(site: &Path) -> Result<()> {
    if let Some(weight) = Weight::read(site) {
        println!("{}", weight.line(Some(weight)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Weight = Weight { wasm: 200_000, js: 12_340, css: 5_000 };

    #[test]
    fn the_line_names_parts_sum_and_change() {
        let check = |before, end: &str| {
            let line = SOME.line(before);
            assert!(line.starts_with(
                "First load in brotli: wasm 200.0 kB + JS 12.3 kB + CSS 5.0 kB = 217.3 kB of 300.0 kB"
            ));
            assert!(line.ends_with(end), "{line}");
        };
        check(None, "300.0 kB");
        check(Some(SOME), ", as before");
        check(Some(Weight { wasm: 199_000, ..SOME }), ", +1000 bytes since the last build");
        check(Some(Weight { css: 5_010, ..SOME }), ", −10 bytes since the last build");
    }

    #[test]
    fn too_heavy_a_release_fails_and_dev_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let entry = |br| Entry { path: "/pkg/a".to_owned(), hash: String::new(), bytes: br, br, gz: br };
        let built = |wasm| Built {
            wasm: entry(wasm),
            js: vec![entry(1_000), entry(500)],
            css: entry(500),
            chunks: [("split_a".to_owned(), entry(90_000))].into(),
            ..Built::default()
        };
        assert!(check(folder.path(), &built(298_000), Profile::WasmRelease).is_ok());
        assert!(check(folder.path(), &built(298_001), Profile::WasmRelease).is_err());
        assert!(check(folder.path(), &built(900_000), Profile::Dev).is_ok());
    }
}
