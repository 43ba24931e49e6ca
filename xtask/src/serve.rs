//! `serve` and `dev`: the site and the server, built and running.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;
use std::{env, thread};

use anyhow::{Context as _, Result};

use crate::fingerprint::Fingerprint;
use crate::process::{cargo, run, say};
use crate::site::{self, Options};
use crate::wasm::Profile;
use crate::workspace::Workspace;

/// Builds what changed, then runs the server until it is stopped. `args` go to `codedeck serve`.
pub fn serve(workspace: &Workspace, args: &[String]) -> Result<()> {
    site::build(workspace, &Options::new(Profile::WasmRelease))?;
    build_server(workspace, true)?;
    run(&mut server(workspace, true, args))
}

/// The same without optimisation, again after each change of a source.
pub fn dev(workspace: &Workspace, args: &[String]) -> Result<()> {
    let mut inputs = site::inputs(workspace);
    inputs.extend(["ingest", "server", "store"].map(|folder| workspace.path(folder)));
    let mut running: Option<Child> = None;
    let mut built = None;
    loop {
        let state = Fingerprint::of(&inputs, &[])?;
        if built.as_ref() != Some(&state) {
            stop(running.take())?;
            built = Some(state);
            let options = Options::new(Profile::Dev);
            match site::build(workspace, &options).and_then(|_| build_server(workspace, false)) {
                Ok(()) => {
                    running =
                        Some(server(workspace, false, args).spawn().context("the server does not start")?);
                }
                Err(error) => say(&format!("{error:#}; waiting for a change")),
            }
        }
        thread::sleep(Duration::from_millis(500));
    }
}

/// Builds the `codedeck` binary.
pub fn build_server(workspace: &Workspace, release: bool) -> Result<()> {
    let mut command = cargo();
    command.args(["build", "--package", "server"]).current_dir(workspace.root());
    if release {
        command.arg("--release");
    }
    run(&mut command).context("the server does not build")
}

fn server(workspace: &Workspace, release: bool, args: &[String]) -> Command {
    let mut command = Command::new(workspace.server(if release { "release" } else { "debug" }));
    let data = env::var_os("CODEDECK_DATA").map_or_else(|| workspace.path("data"), PathBuf::from);
    command.arg("serve").args(args);
    let given = |name: &str| args.iter().any(|arg| arg == name || arg.starts_with(&format!("{name}=")));
    if !given("--site") {
        command.arg("--site").arg(workspace.site());
    }
    if !given("--data") {
        command.arg("--data").arg(data);
    }
    command
}

fn stop(child: Option<Child>) -> Result<()> {
    let Some(mut child) = child else { return Ok(()) };
    child.kill()?;
    child.wait()?;
    Ok(())
}
