//! What can be set. The doc comments are the manual: `codedeck help` prints them.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};
use ingest::Sources;
use store::{Store, Target};

/// A job board and salary explorer for software engineers.
#[derive(Parser)]
#[command(name = "codedeck", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the site; with the sample catalogue while no board is followed
    Serve(Serve),
    /// Visit the followed boards once, now
    Ingest(Ingest),
    /// The boards that are followed
    Sources(SourcesArgs),
    /// Answer a query string, such as "level=senior&skills=rust"
    Query(Query),
}

/// Where data is.
#[derive(Args, Clone)]
pub struct Data {
    /// Folder of the database, of sources.toml and of the sample catalogue
    #[arg(long, env = "CODEDECK_DATA", default_value = "data")]
    pub data: PathBuf,
    /// A postgres:// address instead of a file in the data folder
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The list of boards, where it is not <data>/sources.toml
    #[arg(long, env = "CODEDECK_SOURCES")]
    pub sources: Option<PathBuf>,
    /// Let boards' base_url lead to this machine: for replays of recorded feeds
    #[arg(long, env = "CODEDECK_ALLOW_LOOPBACK")]
    pub allow_loopback: bool,
}

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub data: Data,
    /// Where to listen
    #[arg(long, env = "CODEDECK_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The built site (cargo xtask build)
    #[arg(long, env = "CODEDECK_SITE", default_value = "target/site")]
    pub site: PathBuf,
    /// The site's name
    #[arg(long, env = "CODEDECK_NAME", default_value = "Code Deck")]
    pub name: String,
    /// The site's own address, https://jobs.example: for canonical links
    #[arg(long, env = "CODEDECK_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Where the imprint is
    #[arg(long, env = "CODEDECK_IMPRINT_URL")]
    pub imprint_url: Option<String>,
    /// Where the privacy notice is
    #[arg(long, env = "CODEDECK_PRIVACY_URL")]
    pub privacy_url: Option<String>,
    /// Do not visit boards from this process
    #[arg(long, env = "CODEDECK_NO_CRAWL")]
    pub no_crawl: bool,
}

#[derive(Args)]
pub struct Ingest {
    #[command(flatten)]
    pub data: Data,
    /// Boards such as greenhouse:acme; all enabled ones where none is named
    pub boards: Vec<String>,
    /// Let this visit of the named boards close whatever is absent from it
    #[arg(long, requires = "boards")]
    pub accept: bool,
}

#[derive(Args)]
pub struct SourcesArgs {
    #[command(flatten)]
    pub data: Data,
    #[command(subcommand)]
    pub command: SourcesCommand,
}

#[derive(Subcommand)]
pub enum SourcesCommand {
    /// Write a first sources.toml with public boards
    Init {
        /// An e-mail address or URL under which those whose feeds are read can reach you
        #[arg(long)]
        contact: String,
    },
    /// Print the boards
    List,
    /// Read each board once and report, storing nothing
    Check,
}

#[derive(Args)]
pub struct Query {
    #[command(flatten)]
    pub data: Data,
    /// The query string, as after /jobs?
    #[arg(default_value = "")]
    pub query: String,
    /// Rows to print
    #[arg(long, default_value_t = 20)]
    pub rows: u32,
    /// Print counts of all facets as JSON
    #[arg(long)]
    pub json: bool,
}

impl Data {
    /// The operator's list; empty where there is none yet.
    pub fn read_sources(&self) -> Result<Sources> {
        let path = self.sources_path();
        match std::fs::read_to_string(&path) {
            Ok(text) => Sources::parse(&text, self.allow_loopback)
                .with_context(|| format!("{} is wrong", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && self.sources.is_none() => {
                Ok(Sources::default())
            }
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    pub fn sources_path(&self) -> PathBuf {
        self.sources.clone().unwrap_or_else(|| self.data.join("sources.toml"))
    }

    /// The operator's database.
    pub async fn open_store(&self) -> Result<Store> {
        let target = match &self.database_url {
            Some(url) => Target::parse(url)?,
            None => Target::File(self.data.join("codedeck.db")),
        };
        Ok(Store::open(&target).await?)
    }
}
