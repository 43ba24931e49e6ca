//! What stands between wasm and JavaScript: wasm-bindgen names each import by a word and a hash, in the wasm and in its module.
//! Here they get names of a letter or two, and what the optimised wasm no longer asks for or offers leaves the module.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use walrus::Module;

/// How entries of the module's list of imports are indented.
const INDENT: &str = "        ";

/// Old and new names of the imports from wasm-bindgen's own module, which are renamed in the wasm.
pub fn rename(module: &mut Module, stem: &str) -> Vec<(String, String)> {
    let own = format!("./{stem}_bg.js");
    let mut names = Vec::new();
    for import in module.imports.iter_mut().filter(|import| import.module == own) {
        let short = letters(names.len());
        names.push((std::mem::replace(&mut import.name, short.clone()), short));
    }
    names
}

/// Writes the same names into the module.
pub fn rename_in(js: &Path, names: &[(String, String)]) -> Result<()> {
    let mut text = fs::read_to_string(js)?;
    for (long, short) in names {
        let entry = format!("\n{INDENT}{long}: ");
        ensure!(text.contains(&entry), "wasm-bindgen's module has no import {long}");
        text = text.replacen(&entry, &format!("\n{INDENT}{short}: "), 1);
    }
    Ok(fs::write(js, text)?)
}

/// Removes from the module the imports that the wasm does not ask for and the classes whose methods it does not have.
pub fn prune(js: &Path, wasm: &Path, stem: &str) -> Result<()> {
    let module = Module::from_file(wasm)?;
    let own = format!("./{stem}_bg.js");
    let imports = module.imports.iter().filter(|import| import.module == own);
    let imports: BTreeSet<&str> = imports.map(|import| import.name.as_str()).collect();
    let exports: BTreeSet<&str> = module.exports.iter().map(|export| export.name.as_str()).collect();
    let text = fs::read_to_string(js)?;
    Ok(fs::write(js, without_classes(&without_imports(&text, &imports), &exports))?)
}

/// `a`, `b` … `z`, `aa`, `ab` …
fn letters(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

/// The entries stand between `const import0 = {` and `};`, each from a line `name: …` to the next.
fn without_imports(text: &str, kept: &BTreeSet<&str>) -> String {
    let (mut inside, mut keeps) = (false, true);
    let mut left = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let entry = line.strip_prefix(INDENT).filter(|rest| !rest.starts_with([' ', '}']));
        if line.starts_with("    const import0 = {") {
            inside = true;
        } else if inside && line.starts_with("    };") {
            (inside, keeps) = (false, true);
        } else if inside && let Some((name, _)) = entry.and_then(|entry| entry.split_once(": ")) {
            keeps = name == "__proto__" || kept.contains(name);
        }
        if keeps {
            left.push_str(line);
        }
    }
    left
}

/// A class goes with its registry of finalizers if the wasm has no function that frees its objects.
fn without_classes(text: &str, exports: &BTreeSet<&str>) -> String {
    let mut left = text.to_owned();
    for part in text.split("\nexport class ").skip(1).chain(text.strip_prefix("export class ")) {
        let Some((body, _)) = part.split_once("\n}\n") else { continue };
        let (Some((name, _)), Some((_, free))) = (body.split_once(' '), body.split_once("wasm.__wbg_"))
        else {
            continue;
        };
        let free = format!("__wbg_{}", free.split('(').next().unwrap_or_default());
        if exports.contains(free.as_str()) {
            continue;
        }
        left = left.replacen(&format!("export class {body}\n}}\n"), "", 1);
        let dispose =
            format!("if (Symbol.dispose) {name}.prototype[Symbol.dispose] = {name}.prototype.free;\n");
        left = left.replacen(&dispose, "", 1);
        let registry = format!("const {name}Finalization = ");
        if let Some((before, rest)) = left.split_once(&registry)
            && let Some((_, after)) = rest.split_once(";\n")
        {
            left = format!("{before}{after}");
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_distinct() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }

    const MODULE: &str = "export class Used {
    free() { wasm.__wbg_used_free(ptr, 0);
    }
}
if (Symbol.dispose) Used.prototype[Symbol.dispose] = Used.prototype.free;

export class Idle {
    free() {
        wasm.__wbg_idle_free(ptr, 0);
    }
}
if (Symbol.dispose) Idle.prototype[Symbol.dispose] = Idle.prototype.free;
    const import0 = {
        __proto__: null,
        a: function(arg0) {
            return { x: 1 };
        },
        b: function(arg0) {
            return 2;
        },
        c: console.log,
    };
const IdleFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_idle_free(ptr, 1));
let wasm;
";

    #[test]
    fn imports_that_nothing_asks_for_go() {
        let left = without_imports(MODULE, &BTreeSet::from(["a"]));
        assert!(
            left.contains("        a: function(arg0) {\n            return { x: 1 };\n        },\n    };\n")
        );
        assert!(!left.contains("return 2") && !left.contains("console.log"), "{left}");
        assert!(left.ends_with("let wasm;\n"));
        assert_eq!(without_imports(MODULE, &BTreeSet::from(["a", "b", "c"])), MODULE);
    }

    #[test]
    fn classes_without_methods_go() {
        let left = without_classes(MODULE, &BTreeSet::from(["__wbg_used_free"]));
        assert!(left.contains("class Used") && left.contains("Used.prototype"));
        assert!(!left.contains("Idle") && !left.contains("idle"), "{left}");
        assert!(left.ends_with("    };\nlet wasm;\n"), "{left}");
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        for (own, name) in
            [("./a_bg.js", "__wbg_log_00ff"), ("./other.js", "load"), ("./a_bg.js", "__wbg_warn_00ff")]
        {
            module.add_import_func(own, name, kind);
        }
        let names = rename(&mut module, "a");
        let left: Vec<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(left, ["a", "load", "b"]);

        let folder = tempfile::tempdir().unwrap();
        let js = folder.path().join("a.js");
        fs::write(&js, "{\n        __wbg_log_00ff: x,\n        __wbg_warn_00ff: y,\n}").unwrap();
        rename_in(&js, &names).unwrap();
        assert_eq!(fs::read_to_string(&js).unwrap(), "{\n        a: x,\n        b: y,\n}");
        assert!(rename_in(&js, &names).is_err());
    }
}
