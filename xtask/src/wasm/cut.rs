//! Code that is linked in, and that the browser never calls: the compiler cannot know, as it is reached by pointers or
//! exported. Bodies become a trap, exports go, and wasm-opt removes what only they used.

use std::path::Path;

use anyhow::{Result, ensure};
use walrus::{FunctionKind, Module};

/// Functions that are never called, by words that their names have in this order, and why.
const NEVER: [(&[&str], &str); 2] = [
    // Only itself and `leptos::mount::hydrate_lazy` call it; the entry waits for lazy code first and then hydrates in one go.
    (&["tachys", "any_view", "IntoAny", "into_any", "hydrate_async"], "hydration that waits at each view"),
    // For the server's list of routes.
    (&["leptos_router", "into_any_nested_route", "generate_routes"], "lists of routes"),
];

/// Cuts a chunk's file.
pub fn chunk(file: &Path) -> Result<()> {
    let mut module = Module::from_file(file)?;
    for (words, _) in NEVER {
        bodies(&mut module, words);
    }
    module.emit_wasm_file(file)
}

/// Cuts the main wasm. That nothing is found is an error: then the names are not what they were.
pub fn main(module: &mut Module) -> Result<()> {
    for (words, what) in NEVER {
        ensure!(bodies(module, words) > 0, "the wasm has no {what}: see NEVER in xtask/src/wasm/cut.rs");
    }
    classes(module);
    Ok(())
}

/// Replaces the bodies of functions whose names have these words in this order; answers how many.
fn bodies(module: &mut Module, words: &[&str]) -> usize {
    let mut cut = 0;
    for function in module.funcs.iter_mut() {
        let FunctionKind::Local(local) = &mut function.kind else { continue };
        if function.name.as_deref().is_some_and(|name| has(name, words)) {
            let mut body = local.builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
            cut += 1;
        }
    }
    cut
}

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().try_fold(name, |rest, word| rest.split_once(word).map(|(_, rest)| rest)).is_some()
}

/// Removes the methods of classes that Rust never makes an object of: it would import what wraps one for JavaScript.
fn classes(module: &mut Module) {
    let class = |name: &str| Some(name.strip_prefix("__wbg_")?.strip_suffix("_free")?.to_owned());
    let mut idle: Vec<String> = module.exports.iter().filter_map(|export| class(&export.name)).collect();
    idle.retain(|class| {
        let made = format!("__wbg_{class}_new");
        module.imports.iter().all(|import| !import.name.starts_with(&made))
    });
    let is_idle = |name: &str| {
        idle.iter()
            .any(|class| name == format!("__wbg_{class}_free") || name.starts_with(&format!("{class}_")))
    };
    let exports: Vec<_> =
        module.exports.iter().filter(|export| is_idle(&export.name)).map(walrus::Export::id).collect();
    for export in exports {
        module.exports.delete(export);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, FunctionId, ValType};

    fn add(module: &mut Module, name: &str) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.name(name.to_owned());
        builder.func_body().i32_const(1).drop().i32_const(2);
        let id = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add(name, id);
        id
    }

    fn instructions(module: &Module, id: FunctionId) -> usize {
        let FunctionKind::Local(local) = &module.funcs.get(id).kind else { return 0 };
        local.block(local.entry_block()).instrs.len()
    }

    #[test]
    fn names_have_words_in_order() {
        let check =
            |name, expected| assert_eq!(has(name, &["any_view", "hydrate_async"]), expected, "{name}");
        check("_ZN6tachys4view8any_view7IntoAny13hydrate_async17h00E", true);
        check("_ZN6tachys13hydrate_async8any_view17h00E", false);
        check("_ZN6tachys4view8any_view7hydrate17h00E", false);
    }

    #[test]
    fn bodies_become_a_trap() {
        let mut module = Module::default();
        let [never, kept] = ["a_never_1", "a_kept"].map(|name| add(&mut module, name));
        assert_eq!(bodies(&mut module, &["a_", "never"]), 1);
        assert_eq!([instructions(&module, never), instructions(&module, kept)], [1, 3]);
        assert!(Module::from_buffer(&module.emit_wasm()).is_ok());
    }

    #[test]
    fn classes_without_objects_lose_their_methods() {
        let mut module = Module::default();
        for name in ["__wbg_idle_free", "idle_pull", "__wbg_used_free", "used_pull", "start"] {
            add(&mut module, name);
        }
        let made = module.types.add(&[], &[]);
        module.add_import_func("./a.js", "__wbg_used_new", made);
        classes(&mut module);
        let left: Vec<&str> = module.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(left, ["__wbg_used_free", "used_pull", "start"]);
    }
}
