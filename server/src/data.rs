//! Where data is: the operator's list, the operator's database.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use ingest::Sources;
use ingest::board::SourcesError;
use store::{Store, Target};

use crate::config::Data;

/// What to do where nothing is followed.
pub const FOLLOW: &str = "no board is followed: run `codedeck sources init --contact you@example.org` first";

impl Data {
    /// The operator's list; empty where there is none yet.
    pub fn read_sources(&self) -> Result<Sources> {
        let path = self.sources_path();
        match std::fs::read_to_string(&path) {
            Ok(text) => read(&path, &text),
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

fn read(path: &Path, text: &str) -> Result<Sources> {
    Sources::parse(text).map_err(|error| anyhow::anyhow!("{} {}", path.display(), wrong(text, &error)))
}

/// What is wrong with a list, and in which line: the end of a sentence that begins with the file.
pub fn wrong(text: &str, error: &SourcesError) -> String {
    let line_of = |at: usize| 1 + text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count();
    let last = |needle: &str| {
        (1..).zip(text.lines()).filter(|(_, line)| line.contains(needle)).last().map(|(at, _)| at)
    };
    let (line, why) = match error {
        SourcesError::Form(form) => (form.span().map(|s| line_of(s.start)), form.message().to_owned()),
        SourcesError::Twice(key) => {
            let token = key.split_once(':').map_or(key.as_str(), |(_, board)| board);
            (last(&format!("{token:?}")), format!("{key} is listed twice: remove one of the entries"))
        }
        SourcesError::Token(company) => (
            last(&format!("{company:?}")),
            format!("the board of {company} is empty or has characters that no board token has"),
        ),
        SourcesError::NoBoards(source) => {
            (last(&format!("{source:?}")), format!("{source} is one feed of all companies: remove its board"))
        }
        SourcesError::NoCompany(key) => {
            let token = key.split_once(':').map_or(key.as_str(), |(_, board)| board);
            (last(&format!("{token:?}")), format!("the board {key} has no company"))
        }
    };
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    match line {
        Some(line) => format!("is wrong in line {line}: {why}"),
        None => format!("is wrong: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_say_where_they_are_wrong() {
        let check = |text: &str, expected: &str| {
            let error = Sources::parse(text).unwrap_err();
            let sentence = wrong(text, &error);
            assert!(sentence.contains(expected) && !sentence.contains('\n'), "{sentence}");
        };
        check("contact = 3\n", "line 1");
        check(
            "contact = \"a\"\n\n[[board]]\nsource = \"hotmail\"\nboard = \"a\"\ncompany = \"A\"\n",
            "line 4",
        );
        let twice = "[[board]]\nsource = \"lever\"\nboard = \"acme\"\ncompany = \"A\"\n";
        check(&twice.repeat(2), "line 7: lever:acme is listed twice");
        check(
            "[[board]]\nsource = \"lever\"\nboard = \"a/../b\"\ncompany = \"Acme\"",
            "line 4: the board of Acme",
        );
    }
}
