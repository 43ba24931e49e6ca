//! Where data is: the operator's list, the operator's database.

use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use ingest::Sources;
use store::{Store, Target};

use crate::config::Data;

/// What to do where nothing is followed.
pub const FOLLOW: &str = "no board is followed: run `codedeck sources init --contact you@example.org` first";

impl Data {
    /// The operator's list; empty where there is none yet.
    pub fn read_sources(&self) -> Result<Sources> {
        let path = self.sources_path();
        match std::fs::read_to_string(&path) {
            Ok(text) => Sources::parse(&text, self.allow_loopback)
                .map_err(|wrong| anyhow::anyhow!("{} is wrong in {wrong}", path.display())),
            Err(error) if error.kind() == ErrorKind::NotFound && self.list.is_none() => {
                Ok(Sources::default())
            }
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    /// The same for those who mean to fetch: it has boards and a contact.
    pub fn followed(&self) -> Result<Sources> {
        let sources = self.read_sources()?;
        if sources.enabled().next().is_none() {
            bail!(FOLLOW);
        }
        if sources.contact.trim().is_empty() {
            let path = self.sources_path();
            bail!("{} has no contact: put `contact = \"you@example.org\"` at its top", path.display());
        }
        Ok(sources)
    }

    /// Where the list is.
    pub fn sources_path(&self) -> PathBuf {
        self.list.clone().unwrap_or_else(|| self.data.join("sources.toml"))
    }

    /// Which database.
    pub fn target(&self) -> Result<Target> {
        match &self.database_url {
            Some(url) => Ok(Target::parse(url)?),
            None => Ok(Target::File(self.data.join("codedeck.db"))),
        }
    }

    /// The operator's database, made where it is missing.
    pub async fn open_store(&self) -> Result<Store> {
        Ok(Store::open(&self.target()?).await?)
    }

    /// The operator's database, only to read; `None` where the data folder has none yet.
    pub async fn open_read(&self) -> Result<Option<Store>> {
        let target = self.target()?;
        if let Target::File(path) = &target {
            let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|f| !f.is_dir()) {
                bail!("the data directory {} is not there: --data names another one", folder.display());
            }
            if !path.exists() {
                return Ok(None);
            }
        }
        Ok(Some(Store::open_read(&target).await?))
    }

    /// The same for commands that mean nothing without postings.
    pub async fn open_filled(&self) -> Result<Store> {
        match self.open_read().await? {
            Some(store) => Ok(store),
            None => bail!("there is no database in {} yet: `codedeck ingest` makes it", self.data.display()),
        }
    }
}
