//! Functions that the crate marks as split points, and all that only they reach, become wasm of their own: chunks, which the
//! browser asks for when such a function is called first. The rest stays in the main wasm and goes on to wasm-bindgen.
//!
//! ```text
//! split_<name>.wasm   the functions marked with that name
//! chunk_<n>.wasm      what several of them share and the main wasm does not use
//! chunks.json         which files each name needs
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use super::Job;
use crate::process::is_missing;

/// What rustc is told: nothing can be taken apart without the linker's relocations and the functions' names. Chunks and main wasm
/// lose both by wasm-opt.
pub const LINKING: [&str; 2] = ["-Clink-arg=--emit-relocs", "-Cstrip=none"];

/// The main wasm asks for chunks by functions of this module.
const LOADERS: &str = "./loaders.js";
const LIST: &str = "chunks.json";

/// Names of split points, and the wasm that each needs.
#[derive(Default)]
pub struct Chunks {
    /// Files without their ending, by the name of the split points; what is shared first.
    pub needed: BTreeMap<String, Vec<String>>,
    /// Each file.
    pub files: BTreeMap<String, PathBuf>,
}

impl Chunks {
    /// Those that [`take_apart`] left in a folder.
    pub fn read(out: &Path) -> Result<Chunks> {
        let needed: BTreeMap<String, Vec<String>> = match fs::read(out.join(LIST)) {
            Ok(list) => serde_json::from_slice(&list).with_context(|| format!("{LIST} cannot be read"))?,
            Err(error) if is_missing(&error) => return Ok(Chunks::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {LIST}")),
        };
        let all = needed.values().flatten();
        let files = all.map(|stem| (stem.clone(), out.join(format!("{stem}.wasm")))).collect();
        Ok(Chunks { needed, files })
    }
}

/// Writes the chunks into the job's folder; answers the main wasm, and the module by which it asks for them.
pub fn take_apart(wasm: &[u8], job: &Job) -> Result<(Vec<u8>, Option<String>)> {
    let main = job.out.join("main.wasm");
    let module = format!("./{}.js", job.stem);
    let mut options = Options::new(wasm);
    options.output_dir = &job.out;
    options.main_out_path = &main;
    options.main_module = &module;
    options.link_name = LOADERS;
    let split = transform(options).map_err(|error| anyhow!("the wasm cannot be taken apart: {error:#}"))?;
    let needed: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    fs::write(job.out.join(LIST), serde_json::to_vec_pretty(&needed)?)?;
    let loaders = job.out.join(LOADERS);
    let left = (fs::read(&main)?, Some(fs::read_to_string(&loaders)?));
    fs::remove_file(main)?;
    fs::remove_file(loaders)?;
    Ok(left)
}

/// Puts the loaders into wasm-bindgen's module, which imports them while they import it: one file comes a round trip earlier than
/// two, and two could not both have the other's hash in their names.
pub fn join(loaders: &str, js: &Path) -> Result<()> {
    let module = fs::read_to_string(js)?;
    let joined = joined(loaders, &module);
    fs::write(js, joined.context("wasm-bindgen's module and its loaders do not fit together")?)?;
    Ok(())
}

fn joined(loaders: &str, module: &str) -> Option<String> {
    let end = format!(" from \"{LOADERS}\"");
    // One import for each loader, all of the same module: the first stands for all.
    let imports: Vec<&str> =
        module.lines().filter(|line| line.trim_end_matches(';').ends_with(&end)).collect();
    let names: Option<Vec<&str>> =
        imports.iter().map(|line| line.strip_prefix("import * as ")?.split(' ').next()).collect();
    let names = names?;
    let Some(name) = names.first() else { return Some(module.to_owned()) };
    let (first, body) = loaders.split_once('\n')?;
    if !first.starts_with("import { initSync } from ") || body.contains("import {") {
        return None;
    }
    let exported = body.lines().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next());
    let exported = exported.collect::<Vec<_>>().join(", ");
    let body = body.replace("export const ", "const ");
    let inside = format!("const {name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n");
    let rest: String = module
        .split_inclusive('\n')
        .filter(|line| !imports.contains(&line.trim_end()))
        .filter(|line| !names[1..].iter().any(|name| line.trim() == format!("\"{LOADERS}\": {name},")))
        .collect();
    Some(inside + &rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_move_into_the_module_that_imports_them() {
        let loaders = "import { initSync } from \"./a.js\";\n\nlet shared;\nexport const load_x = make(\"./x.wasm\");\nexport const load_y = make();\n";
        let check = |module: &str, expected: Option<&str>| {
            assert_eq!(joined(loaders, module).as_deref(), expected, "{module}");
        };
        check(
            "import * as import1 from \"./loaders.js\"\nimport * as import2 from \"./loaders.js\"\nlet imports = {\n    \"./loaders.js\": import1,\n    \"./loaders.js\": import2,\n};\n",
            Some(
                "const import1 = (() => {\n\nlet shared;\nconst load_x = make(\"./x.wasm\");\nconst load_y = make();\nreturn { load_x, load_y };\n})();\nlet imports = {\n    \"./loaders.js\": import1,\n};\n",
            ),
        );
        check("let wasm;\n", Some("let wasm;\n"));
        check("import { load_x } from \"./loaders.js\";\n", None);
        assert_eq!(joined("let other;\n", "import * as a from \"./loaders.js\"\n"), None);
    }

    #[test]
    fn chunks_are_listed_by_name() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Chunks::read(folder.path()).unwrap().files.is_empty());
        fs::write(folder.path().join(LIST), r#"{"a":["chunk_1","split_a"],"b":["chunk_1","split_b"]}"#)
            .unwrap();
        let chunks = Chunks::read(folder.path()).unwrap();
        assert_eq!(chunks.needed["b"], ["chunk_1", "split_b"]);
        assert_eq!(chunks.files.keys().collect::<Vec<_>>(), ["chunk_1", "split_a", "split_b"]);
    }
}
