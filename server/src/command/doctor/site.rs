//! What the browser loads.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::{Finding, fails, fine, warn};
use crate::site::{Entry, Manifest};

/// Whether all files are there, and what the manifest says that they are.
pub(super) fn look(site: &Path) -> Finding {
    const CHECK: &str = "site";
    let shown = site.display();
    let manifest = match Manifest::read(site) {
        Ok(Some(manifest)) => manifest,
        Ok(None) => {
            return fails(
                CHECK,
                format!("{shown} has no built site: run `cargo xtask build`, or set --site"),
            );
        }
        Err(error) => return fails(CHECK, format!("{error:#}")),
    };
    let broken = manifest.files.iter().find_map(|entry| broken(site, entry));
    match broken {
        Some(why) => fails(CHECK, why),
        None if manifest.version != env!("CARGO_PKG_VERSION") => {
            warn(CHECK, format!("{shown} is of another version than this binary: run `cargo xtask build`"))
        }
        None => {
            fine(CHECK, format!("{shown} has all {} files of build {}", manifest.files.len(), manifest.build))
        }
    }
}

fn broken(site: &Path, entry: &Entry) -> Option<String> {
    let plain = match [".br", ".gz", ""].map(|suffix| entry.read(site, suffix)) {
        [Ok(_), Ok(_), Ok(plain)] => plain,
        [Err(error), ..] | [_, Err(error), _] | [.., Err(error)] => return Some(error.to_string()),
    };
    let digest: String = Sha256::digest(&plain)[..8].iter().map(|b| format!("{b:02x}")).collect();
    let is_same = digest == entry.hash;
    (!is_same).then(|| format!("{} is not the file that was built: run `cargo xtask build`", entry.path))
}
