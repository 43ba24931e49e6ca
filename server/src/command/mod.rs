//! One file a command. Each prints what it found to standard output, for people or as JSON, and errors end it in one sentence.

pub mod backup;
pub mod doctor;
pub mod export;
mod import;
mod ingest;
mod progress;
mod query;
mod remove;
mod serve;
mod sources;

use anyhow::Result;

use crate::Exit;
use crate::config::{Cli, Command};

/// Runs the command.
pub async fn run(cli: Cli) -> Result<Exit> {
    let Cli { data, json, command } = cli;
    match command {
        Command::Serve(options) => serve::serve(&data, options, json).await,
        Command::Ingest(options) => ingest::run(&data, options, json).await,
        Command::Sources(command) => sources::run(&data, command, json).await,
        Command::Import(options) => import::run(&data, options, json).await,
        Command::Export(options) => export::run(&data, options, json).await,
        Command::Query(options) => query::run(&data, options, json).await,
        Command::Remove(options) => remove::run(&data, options, json).await,
        Command::Backup(options) => backup::run(&data, &options.file, json).await,
        Command::Doctor(options) => doctor::run(&data, &options.place, json).await,
    }
}
