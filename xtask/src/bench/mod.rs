//! `bench`: how fast, how small. Writes `docs/benchmarks.md` with the machine, its load and the date beside each figure.
//!
//! | part | measures |
//! |---|---|
//! | `peers` | the engine in wasm beside other in-browser engines, every answer checked first; a snapshot's bytes a role |
//! | `engines` | the engine on the server beside other server-side engines, every answer checked first |
//! | `growth` | what queries of five classes cost as the rows grow |
//! | `ingest` | what reading feeds costs beside parsing and sanitising alone |
//! | `clicks` | main-thread work of a click on a filter, on the production build |
//! | `report` | the page that keeps them |

mod clicks;
mod engines;
mod growth;
mod ingest;
mod peers;
mod report;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::process::say;
use crate::site::{self, Options as SiteOptions};
use crate::tools::{apt, npm};
use crate::wasm::Profile;
use crate::workspace::Workspace;
use crate::{process, serve};

/// Options of `bench`.
#[derive(Args)]
pub struct Options {
    /// Rows of the peers' tables, one table each
    #[arg(long, value_delimiter = ',', default_value = "20000")]
    pub rows: Vec<u32>,
    /// Peers to measure beside this engine; `all` for every one
    #[arg(long, default_value = "typed,crossfilter2,itemsjs")]
    pub engines: String,
    /// Rows of the server-side engines' tables, one table each
    #[arg(long, value_delimiter = ',', default_value = "20000,1000000")]
    pub server_rows: Vec<u32>,
    /// Leave out the server-side engines: a million rows take ten minutes
    #[arg(long)]
    pub no_server: bool,
    /// Rows at which the growth is measured
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    pub growth_rows: Vec<u32>,
    /// Leave out the clicks on the production build
    #[arg(long)]
    pub no_clicks: bool,
    /// Print only; leave docs/benchmarks.md as it is
    #[arg(long)]
    pub dry: bool,
}

/// Measures, and writes the page.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let Some(shared) = workspace.shared() else {
        bail!("the peers to measure against are not beside the project: set CODEDECK_SHARED to their folder");
    };
    if process::find("chromium").is_none() {
        apt::install(&["chromium"], "the benchmarks")?;
    }
    if !options.no_clicks {
        // First: a site that cannot be built is said before anything was measured in vain.
        site::build(workspace, &SiteOptions::new(Profile::WasmRelease))?;
        serve::build_server(workspace, true)?;
        npm::install(&workspace.path("end2end"))?;
    }
    let folder = peers::prepare(workspace, &shared)?;
    let wasm = peers::build(workspace)?;
    let mut report = report::Report::new()?;
    let mut typed = None;
    for &rows in &options.rows {
        say(&format!("The peers at {rows} rows"));
        let size = peers::rows(workspace, &folder, &wasm, rows)?;
        let table = peers::run(workspace, &folder, &wasm, rows, &options.engines)?;
        if rows == 20_000 {
            typed = table.total("typed");
        }
        report.table(rows, &table);
        report.alone(&peers::alone(workspace, &folder, &wasm, rows)?);
        report.snapshot(&size);
    }
    let mut growth = Vec::new();
    for &rows in &options.growth_rows {
        say(&format!("Growth: {rows} rows"));
        growth.push(growth::run(workspace, &folder, rows)?);
    }
    report.growth(&growth);
    if !options.no_server {
        let mut tables = Vec::new();
        for &rows in &options.server_rows {
            say(&format!("The server-side engines at {rows} rows"));
            tables.push(engines::run(workspace, &folder, rows)?);
        }
        report.engines(&tables);
    }
    if !options.no_clicks {
        report.clicks(&clicks::run(workspace)?, typed);
    }
    say("Reading recorded feeds");
    report.ingest(&ingest::run(workspace, &shared)?);
    let text = report.text();
    println!("{text}");
    if options.dry {
        return Ok(());
    }
    let path = workspace.path("docs/benchmarks.md");
    std::fs::create_dir_all(workspace.path("docs"))?;
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    say("Wrote docs/benchmarks.md");
    Ok(())
}

/// Whether the engine gives the same bytes in wasm as natively, over so many random catalogues of ten queries each.
pub fn twin(workspace: &Workspace, catalogues: u32) -> Result<()> {
    let wasm = peers::build(workspace)?;
    peers::twin(workspace, &wasm, catalogues)
}
