//! The `codedeck` binary as a library: serves the site, reads feeds, answers queries on the command line.
//!
//! | file | answers |
//! |---|---|
//! | `config` | what can be set, by flag, environment or file? |
//! | `data` | where are the operator's list and database, and how are they opened? |
//! | `command` | what does each command do? |
//! | `crawl` | how is a board visited and recorded, and when? |
//! | `rates` | at which exchange rates is pay compared? |
//! | `live` | which catalogue answers now, and how is it swapped? |
//! | `delta` | what does a browser fetch that has the catalogue before? |
//! | `roles` | which postings are one role of it? |
//! | `texts` | which of them have these words in their texts? |
//! | `sample` | what is shown while no board is followed? |
//! | `record` | what does the world get to know of a posting? |
//! | `site` | what does the built site consist of? |
//! | `upkeep` | what is done once a day? |
//! | `routes` | every URL |
//! | `security` | which headers does each answer carry? |

// A page's view is one nested type.
#![recursion_limit = "512"]

pub mod command;
pub mod config;
pub mod crawl;
mod data;
mod delta;
pub mod live;
pub mod rates;
pub mod record;
mod roles;
pub mod routes;
mod sample;
mod security;
mod site;
mod texts;
pub mod upkeep;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;
use config::Cli;
use tracing_subscriber::EnvFilter;

/// Ends of a command that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is done.
    Done,
    /// A part is done, and the output says which.
    Part,
    /// It found what it looked for, and that is bad.
    Bad,
}

/// Parses the command line and runs it: the whole of `main`.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Who closed the output early does not want to know.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let filter = EnvFilter::try_from_env("CODEDECK_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::anyhow!("the program cannot start its threads: {error}")),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Bad) => ExitCode::FAILURE,
        Ok(Exit::Part) => ExitCode::from(3),
        Err(error) => fail(&error),
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
    if error.chain().any(|e| e.downcast_ref().is_some_and(closed)) {
        return ExitCode::SUCCESS;
    }
    let words = format!("{error:#}");
    eprintln!("error: {}", words.split_whitespace().collect::<Vec<_>>().join(" "));
    ExitCode::FAILURE
}

/// Unix seconds.
fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
