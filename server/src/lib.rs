//! The `codedeck` binary as a library: serves the site, reads feeds, answers queries on the command line.
//!
//! | file | answers |
//! |---|---|
//! | `config` | what can be set, by flag, environment or file? |
//! | `live` | which catalogue answers now, and how is it swapped? |
//! | `sample` | what is shown while no board is followed? |
//! | `crawl` | how is a board visited and recorded, and when? |
//! | `routes` | every URL |
//! | `security` | which headers does each answer carry? |
//! | `sources`, `query` | the other commands |

// A page's view is one nested type.
#![recursion_limit = "512"]

mod config;
pub mod crawl;
pub mod live;
mod query;
pub mod routes;
mod sample;
mod security;
mod serve;
mod sources;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;
use config::{Cli, Command};
use tracing_subscriber::EnvFilter;

/// Parses the command line and runs it: the whole of `main`.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("CODEDECK_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::anyhow!("the program cannot start its threads: {error}")),
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve(options) => serve::serve(options).await,
        Command::Ingest(options) => crawl::ingest(options).await,
        Command::Sources(options) => sources::run(options).await,
        Command::Query(options) => query::run(options).await,
    }
}

/// Prints a line; it fails where nobody reads any more.
fn print(line: impl std::fmt::Display) -> std::io::Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}")
}

/// One sentence and an exit code. Who reads only the first lines of an answer has not failed.
fn fail(error: &anyhow::Error) -> ExitCode {
    let closed = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    if error.downcast_ref().is_some_and(closed) {
        return ExitCode::SUCCESS;
    }
    eprintln!("error: {error:#}");
    ExitCode::FAILURE
}

/// Unix seconds.
fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
