//! Debian's packages.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{find, is_root, run, say};

/// Installs Debian packages, or says in one sentence why it cannot and what a person would type.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if find("apt-get").is_none() {
        bail!("{why} needs Debian's packages `{list}`, and this system has no apt-get");
    }
    if !is_root() {
        bail!(
            "{why} needs Debian's packages `{list}`: as root, run `apt-get install {list}`, then try again"
        );
    }
    say(&format!("Installing Debian's {list}, for {why}"));
    let mut command = Command::new("apt-get");
    command
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    if run(&mut command).is_ok() {
        return Ok(());
    }
    // A list of packages that is out of date, or was never fetched, is the usual cause.
    run(Command::new("apt-get").arg("update"))
        .and_then(|()| run(&mut command))
        .with_context(|| format!("{why} needs Debian's packages `{list}`, which could not be installed"))
}
