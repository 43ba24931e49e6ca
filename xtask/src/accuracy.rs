//! `accuracy`: how right the normalisers are, on labelled postings. Writes `docs/accuracy.md` and `docs/accuracy.tsv`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::process::{cargo, say, status};
use crate::workspace::Workspace;

/// Options of `accuracy`.
#[derive(Args, Default)]
pub struct Options {
    /// List every mistake of this field or file of cases, to the terminal only; `all` for all fields
    #[arg(long, value_name = "FIELD")]
    pub mistakes: Option<String>,
    /// Mistakes of this board only
    #[arg(long)]
    pub board: Option<String>,
    /// Print only; leave docs/ as it is
    #[arg(long)]
    pub dry: bool,
    /// Print only, and fail where docs/accuracy.md says something else
    #[arg(long)]
    pub check: bool,
}

/// Runs the measurement; it fails below the floors of `bench/accuracy/floors.toml`.
pub fn accuracy(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let data = workspace.shared().map(|shared| shared.join("data"));
    let Some(data) = data.filter(|data| data.join("labelled").is_dir()) else {
        say("skipped: the accuracy of the normalisers, as there are no labelled postings beside the project");
        return Ok(ExitCode::SUCCESS);
    };
    let mut command = cargo();
    command.current_dir(workspace.root());
    command.args(["run", "--quiet", "--release", "--package", "accuracy", "--", "--data"]).arg(data);
    if !options.dry {
        command.arg("--docs").arg(workspace.path("docs"));
    }
    if options.check {
        command.arg("--check");
    }
    if let Some(field) = &options.mistakes {
        command.args(["--mistakes", field]);
    }
    if let Some(board) = &options.board {
        command.args(["--board", board]);
    }
    Ok(if status(&mut command)?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
