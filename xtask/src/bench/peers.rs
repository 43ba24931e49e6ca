//! The engine beside its peers, and beside itself.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::process::{cargo, output, run as run_command};
use crate::tools::npm;
use crate::wasm::{self, Job, Profile, Source};
use crate::workspace::Workspace;

/// One engine's row, as the peers' runner gives it.
#[derive(Deserialize)]
pub struct Row {
    pub engine: String,
    #[serde(default)]
    pub error: Option<String>,
    #[serde(default)]
    pub build_ms: f64,
    #[serde(default)]
    pub bytes: Option<f64>,
    #[serde(default)]
    pub wasm_bytes: f64,
    #[serde(default)]
    pub p50: f64,
    #[serde(default)]
    pub p95: f64,
    #[serde(default)]
    pub p99: f64,
    #[serde(default)]
    pub max: f64,
    #[serde(default)]
    pub total: f64,
    #[serde(default)]
    pub answered: u32,
    #[serde(default)]
    pub wrong: u32,
    pub load: f64,
}

/// What the runner writes.
#[derive(Deserialize)]
pub struct Table {
    pub results: Vec<Row>,
}

impl Table {
    /// Milliseconds of an engine's session, where it ran.
    pub fn total(&self, engine: &str) -> Option<f64> {
        self.results.iter().find(|r| r.engine == engine).map(|r| r.total)
    }
}

/// The engine's own time, and that of `typed`.
#[derive(Deserialize)]
pub struct Alone {
    pub wrong: u32,
    pub typed: Times,
    pub codedeck: Times,
}

/// Milliseconds of a session's queries.
#[derive(Deserialize)]
pub struct Times {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub max: f64,
    pub total: f64,
}

/// A snapshot's weight.
pub struct Size {
    pub rows: u32,
    pub bytes: u64,
    pub brotli: u64,
}

/// Copies the peers into `target/`, where their packages may be installed.
pub fn prepare(workspace: &Workspace, shared: &Path) -> Result<PathBuf> {
    let folder = workspace.target().join("peers");
    copy(&shared.join("peers"), &folder).context("the peers cannot be copied")?;
    npm::install(&folder)?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|name| *name != "node_modules") else { continue };
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            // Written anew rather than copied: the original may be read-only.
            fs::write(to.join(name), fs::read(&path)?)?;
        }
    }
    Ok(())
}

/// Builds the engine's own wasm as it is shipped; its folder.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = wasm::find(workspace, Source::Any)?;
    let job = Job {
        package: "peers-bench",
        stem: "peers_bench",
        out: workspace.target().join("bindgen/peers"),
        default_path: true,
        split: false,
        profile: Profile::WasmRelease,
    };
    wasm::build(workspace, &toolchain, &job)?;
    Ok(job.out)
}

/// Runs the peers' runner with this engine; it fails if any answer is wrong.
pub fn run(workspace: &Workspace, folder: &Path, wasm: &Path, rows: u32, engines: &str) -> Result<Table> {
    let file = workspace.target().join("peers.json");
    let mut command = Command::new("node");
    command.current_dir(folder).arg("run.mjs").args(["--n", &rows.to_string(), "--engines", engines]);
    command.arg("--adapter").arg(workspace.path("bench/peers/adapter.mjs")).arg("--static").arg(wasm);
    command.arg("--json").arg(&file);
    let ran = run_command(&mut command);
    let table: Table =
        serde_json::from_slice(&fs::read(&file).context("the peers' runner left no figures")?)?;
    // A peer that cannot be built is a line of the table; this engine must be right.
    let ours = table.results.iter().any(|r| r.engine == "codedeck" && r.error.is_none() && r.wrong == 0);
    if ours {
        Ok(table)
    } else {
        ran.map(|()| table).context("the engine's answers are not those of its peers")
    }
}

/// Writes the peers' rows as a snapshot beside the wasm; its weight.
pub fn rows(workspace: &Workspace, folder: &Path, wasm: &Path, rows: u32) -> Result<Size> {
    write(workspace, folder, wasm, rows)?;
    let snapshot = fs::read(wasm.join("rows.bin"))?;
    let mut packed = Vec::new();
    // The highest effort takes minutes for a million rows.
    let effort = if rows <= 100_000 { 11 } else { 9 };
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, effort, 24);
    writer.write_all(&snapshot)?;
    drop(writer);
    Ok(Size { rows, bytes: snapshot.len() as u64, brotli: packed.len() as u64 })
}

/// Writes the peers' rows as a snapshot, `rows.bin` and `names.json`, into a folder.
pub fn write(workspace: &Workspace, folder: &Path, out: &Path, rows: u32) -> Result<()> {
    let mut generate = Command::new("node");
    generate.arg(workspace.path("bench/peers/rows.mjs")).arg(folder).arg(rows.to_string());
    let mut generated = generate.stdout(Stdio::piped()).spawn().context("node could not be started")?;
    let columns = generated.stdout.take().context("node has no output")?;
    let mut write = cargo();
    write.current_dir(workspace.root());
    write.args(["run", "--quiet", "--release", "--package", "peers-bench", "--bin", "rows", "--"]).arg(out);
    run_command(write.stdin(columns))?;
    ensure!(generated.wait()?.success(), "the peers' rows could not be generated");
    Ok(())
}

/// The engine's own time beside `typed` in one page, every answer compared.
pub fn alone(workspace: &Workspace, folder: &Path, wasm: &Path, rows: u32) -> Result<Alone> {
    let mut command = Command::new("node");
    command.arg(workspace.path("bench/peers/alone.mjs")).arg(folder).arg(wasm).arg(rows.to_string());
    let alone: Alone = serde_json::from_str(&output(&mut command)?)?;
    ensure!(alone.wrong == 0, "{} answers of the engine are not those of its peers", alone.wrong);
    Ok(alone)
}

/// Compares the engine in wasm with itself.
pub fn twin(workspace: &Workspace, wasm: &Path, catalogues: u32) -> Result<()> {
    let file = workspace.target().join("twin.native");
    let (from, to) = ("0".to_owned(), catalogues.to_string());
    let mut native = cargo();
    native.current_dir(workspace.root()).args([
        "run",
        "--quiet",
        "--package",
        "peers-bench",
        "--bin",
        "twin",
        "--",
    ]);
    native.args([&from, &to]).stdout(Stdio::from(File::create(&file)?));
    run_command(&mut native)?;
    let mut compare = Command::new("node");
    compare.arg(workspace.path("bench/peers/twin.mjs")).arg(wasm).arg(&file).args([&from, &to]);
    run_command(&mut compare)
}
