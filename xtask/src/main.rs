//! All automation of the workspace: `cargo xtask <command>`.
//!
//! | command | answers |
//! |---|---|
//! | `build` | what the browser loads: wasm, JavaScript, CSS, assets, hashed and compressed, in `target/site` |
//! | `serve` | the site and the release server, built and running |
//! | `dev` | the same unoptimised, built again when a source changes |
//! | `test` | whether all of it is right, step by step |
//! | `bench` | how fast and how small it is, beside other engines |
//! | `accuracy` | how right the normalisers are, on labelled postings |
//! | `tidy` | whether the sources keep the rules of the house |
//!
//! Commands install what they need and say so; where they cannot, they stop with one sentence.

mod accuracy;
mod bench;
mod fingerprint;
mod process;
mod serve;
mod site;
mod test;
mod tidy;
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
    /// Build and run the site; what follows goes to `codedeck serve`
    Serve {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Build and run the site unoptimised, again after each change
    Dev {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Check everything: format, lints, tests, licences, the site in a browser
    Test(test::Options),
    /// Measure speed and size, beside other engines; writes docs/benchmarks.md
    Bench(bench::Options),
    /// Measure how right the normalisers are, on labelled postings; writes docs/accuracy.md
    Accuracy(accuracy::Options),
    /// Check the rules of the house
    Tidy,
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
        Command::Serve { args } => serve::serve(&workspace, &args).map(|()| ExitCode::SUCCESS),
        Command::Dev { args } => serve::dev(&workspace, &args).map(|()| ExitCode::SUCCESS),
        Command::Test(options) => test::test(&workspace, &options),
        Command::Bench(options) => bench::bench(&workspace, &options).map(|()| ExitCode::SUCCESS),
        Command::Accuracy(options) => accuracy::accuracy(&workspace, &options),
        Command::Tidy => tidy::tidy(&workspace).map(|()| ExitCode::SUCCESS),
    }
}
