//! Where things are: the folders of the workspace that several commands use.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The workspace and the places in it.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace that this program was compiled from.
    pub fn find() -> Result<Workspace> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask's folder has no parent")?;
        Ok(Workspace { root: root.to_owned() })
    }

    /// The workspace's own folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the workspace.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Cargo's target folder: `CARGO_TARGET_DIR`, or `target`.
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), |dir| self.root.join(dir))
    }

    /// What the browser loads, ready to be served.
    pub fn site(&self) -> PathBuf {
        self.target().join("site")
    }

    /// The release binary.
    pub fn server(&self, profile_folder: &str) -> PathBuf {
        self.target().join(profile_folder).join("codedeck")
    }

    /// Reference data beside the workspace (`CODEDECK_SHARED`, else `../shared`): `None` where it is missing.
    pub fn shared(&self) -> Option<PathBuf> {
        let dir = env::var_os("CODEDECK_SHARED").map_or_else(|| self.path("../shared"), PathBuf::from);
        dir.canonicalize().ok().filter(|dir| dir.is_dir())
    }
}
