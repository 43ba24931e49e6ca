//! All automation of the workspace: `cargo xtask <command>`.
//!
//! | command | answers |
//! |---|---|
//! | `build` | what the browser loads: wasm, JavaScript, CSS, assets, hashed and compressed, in `target/site` |
//! | `serve` | the site and the release server, built and running |
//! | `dev` | the same unoptimised, built again when a source changes |
//! | `test` | whether all of it is right, step by step |
//! | `tidy` | whether the sources keep the rules of the house |
//! | `bench` | how the engine compares with others, into `docs/benchmarks.md` |
//!
//! Commands install what they need and say so; where they cannot, they stop with one sentence.

mod fingerprint;
mod process;

mod site;

mod tools;
mod wasm;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Automation of this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build what the browser loads into target/site
    Build(site::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Build(options) => site::build(&workspace, &options).map(|_| ExitCode::SUCCESS),
    }
}
