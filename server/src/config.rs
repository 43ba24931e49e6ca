//! What can be set. The doc comments are the manual: `codedeck help` prints them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A job board and salary explorer for software engineers.
#[derive(Parser)]
#[command(name = "codedeck", version, after_help = EXIT)]
pub struct Cli {
    /// Where data is.
    #[command(flatten)]
    pub data: Data,
    /// Print JSON in the shape that `codedeck help <COMMAND>` tells; errors stay one sentence on standard error
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT: &str = "Exit codes: 0 done; 1 not done, or the command line is wrong, and standard error says why; 3 done in part.";
const SERVE: &str = "JSON, one line when it listens: {url, roles, sample}.\n\
    Exit codes: 0 it was told to stop; 1 it could not start.";
const INGEST: &str = "JSON: {dry_run, boards: [{board, company, outcome, seen, added, changed, closed, reopened, refused, message}], read, failed};\n\
    outcome is complete, partial, not-modified or failed.\n\
    Exit codes: 0 all boards are read; 1 none could be read, or the command line is wrong; 3 some failed.";
const SOURCES: &str = "JSON: list {contact, boards: [{board, source, company, enabled}]};\n\
    check {boards: [{board, company, state, postings, refused, message}], fine, failed}, state is fine, part or fails;\n\
    init and add {file} and {file, board, company}.\n\
    Exit codes: 0 done, or all boards are fine; 1 not done, or none can be read; 3 some boards cannot be read.";
const IMPORT: &str = "docs/import.md tells the fields of a row. Rows that cannot be taken stand in FILE.rejected.ndjson, each with its line and why.\n\
    What was imported stays listed until it is imported again: nobody visits it, so it is never unread. A part of a board\n\
    adds and changes; with --complete what is absent is closed, unless a row was rejected, which could be any of them.\n\
    JSON: {file, boards: [{board, company, seen, added, changed, closed, reopened}], imported, rejected, rejected_file}.\n\
    Exit codes: 0 all rows are imported; 1 none; 3 some are rejected.";
const REMOVE: &str = "Texts and facts are deleted; key, title, company, address and dates stay, so that it is known what stays out.\n\
    JSON: {kind, value, postings}.\nExit codes: 0 it is removed, also where nothing of it was kept yet; 1 not.";
const EXPORT: &str = "A line is {key, company, title, url, category, level, workplace, open_to, places: [{city, region, country}],\n\
    pay: {min, max, currency, period, basis, origin}, employment, visa, years, time_zones, skills, first_seen, published, closed, role,\n\
    evidence, unresolved, credit}; what nothing says is \"unspecified\" or null. CSV has a column for each, lists joined by \"; \",\n\
    and a quotation mark ' before what a spreadsheet would take for a formula. GeoNames (CC BY 4.0) named the places.\n\
    JSON, to standard error: {postings, file}.\n\
    Exit codes: 0 all is written; 1 not.";
const QUERY: &str = "JSON: {query, total, ids, facets: {facet: {value: count}}, rates}; rates is the day or month of the exchange rates.\n\
    Exit codes: 0 it is answered, also by no role; 1 it could not be.";
const BACKUP: &str = "JSON: {file, bytes}.\nExit codes: 0 the copy is whole; 1 there is none.";
const DOCTOR: &str = "JSON: {checks: [{check, state, what}], warnings, failures}; state is fine, warn or fails.\n\
    Exit codes: 0 nothing fails; 1 something does.";

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the site; with the sample catalogue while no board is followed
    #[command(after_help = SERVE)]
    Serve(Serve),
    /// Visit the followed boards once, now
    #[command(after_help = INGEST)]
    Ingest(Ingest),
    /// The boards that are followed
    #[command(after_help = SOURCES, subcommand)]
    Sources(Sources),
    /// Take postings of any origin from a file
    #[command(after_help = IMPORT)]
    Import(Import),
    /// Write all open postings, also those that are not tech, one a line
    #[command(after_help = EXPORT)]
    Export(Export),
    /// Answer a query string, such as "level=senior&skills=rust"
    #[command(after_help = QUERY)]
    Query(Query),
    /// Delete other people's texts on request, and keep them out from then on
    #[command(after_help = REMOVE)]
    Remove(Remove),
    /// Copy the database as it is now, also while it is served
    #[command(after_help = BACKUP)]
    Backup(Backup),
    /// Look whether everything is as it should be, and say what to do where it is not
    #[command(after_help = DOCTOR)]
    Doctor(Doctor),
}

/// Where data is. Each command has these, before or after its name.
#[derive(Args, Clone)]
pub struct Data {
    /// Folder of the database, of sources.toml and of the sample catalogue
    #[arg(long, global = true, env = "CODEDECK_DATA", default_value = "data")]
    pub data: PathBuf,
    /// A postgres:// address instead of a file in the data folder
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The list of boards, where it is not <data>/sources.toml
    #[arg(long = "sources", value_name = "FILE", global = true, env = "CODEDECK_SOURCES")]
    pub list: Option<PathBuf>,
    /// Let boards' base_url lead to this machine: for replays of recorded feeds
    #[arg(long, global = true, env = "CODEDECK_ALLOW_LOOPBACK")]
    pub allow_loopback: bool,
}

/// Where the site is.
#[derive(Args)]
pub struct Place {
    /// Where to listen
    #[arg(long, env = "CODEDECK_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The built site (cargo xtask build)
    #[arg(long, env = "CODEDECK_SITE", default_value = "target/site")]
    pub site: PathBuf,
}

/// Of `serve`.
#[derive(Args)]
pub struct Serve {
    /// Where the site is.
    #[command(flatten)]
    pub place: Place,
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
    /// Days for which the texts of closed roles are kept; their facts stay
    #[arg(long, value_name = "DAYS", env = "CODEDECK_KEEP_TEXTS", default_value_t = 30)]
    pub keep_texts: u32,
    /// Roles up to which the browser fetches the catalogue and answers itself; above, it goes on asking the server
    #[arg(long, value_name = "ROLES", env = "CODEDECK_BROWSER_ROLES", default_value_t = 400_000)]
    pub browser_roles: u32,
    /// Neither visit boards nor ask for exchange rates from this process
    #[arg(long, env = "CODEDECK_NO_CRAWL")]
    pub no_crawl: bool,
    /// Where the European Central Bank's exchange rates of the day are; they are asked for once a day
    #[arg(long, value_name = "URL", env = "CODEDECK_RATES_URL", default_value = ingest::rates::URL)]
    pub rates_url: String,
}

/// Of `ingest`.
#[derive(Args)]
pub struct Ingest {
    /// A board such as greenhouse:acme, also one that is left alone as it failed again and again; may be repeated
    #[arg(long = "board", value_name = "KEY")]
    pub boards: Vec<String>,
    /// Every enabled board, also those that are left alone as they failed again and again
    #[arg(long, conflicts_with = "boards")]
    pub all: bool,
    /// Read and normalise, and say what would be new, changed and closed; write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Let this visit of the named boards close whatever is absent from it
    #[arg(long, requires = "boards", conflicts_with = "dry_run")]
    pub accept: bool,
}

/// Of `sources`.
#[derive(Subcommand)]
pub enum Sources {
    /// Write a first sources.toml with public boards
    Init {
        /// An e-mail address or URL under which those whose feeds are read can reach you
        #[arg(long)]
        contact: String,
    },
    /// Print the boards
    List,
    /// Read each enabled board once and report, storing nothing
    Check,
    /// Follow the board behind an address: of a careers page, or of a posting
    Add {
        /// As it stands in the browser's address bar
        #[arg(value_name = "URL")]
        address: String,
        /// Who hires, where the address does not tell it well
        #[arg(long, value_name = "NAME")]
        company: Option<String>,
    },
}

/// Of `import`.
#[derive(Args)]
pub struct Import {
    /// The file
    pub file: PathBuf,
    /// How it is written; by default CSV where its name ends so, else NDJSON
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The file is all of its boards: what is absent from it is closed
    #[arg(long)]
    pub complete: bool,
}

/// Of `export`.
#[derive(Args)]
pub struct Export {
    /// How
    #[arg(long, value_enum, default_value_t = Format::Ndjson)]
    pub format: Format,
    /// The closed ones, too
    #[arg(long)]
    pub all: bool,
    /// Where to, instead of standard output; what was there is replaced when all is written
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How postings are written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Ndjson,
    /// Comma-separated values with a line of names first
    Csv,
}

/// Of `query`.
#[derive(Args)]
pub struct Query {
    /// The query string, as after /jobs?
    #[arg(default_value = "")]
    pub query: String,
    /// Rows to print
    #[arg(long, default_value_t = 20)]
    pub rows: u32,
    /// Print how the answer was made instead: sets, ways of counting, time
    #[arg(long)]
    pub explain: bool,
}

/// Of `remove`.
#[derive(Args)]
pub struct Remove {
    /// All postings of a company, by its name or slug
    #[arg(long, value_name = "SLUG", group = "subject", required_unless_present_any = ["board", "key"])]
    pub company: Option<String>,
    /// All postings of a board such as greenhouse:acme
    #[arg(long, value_name = "KEY", group = "subject")]
    pub board: Option<String>,
    /// One posting, such as greenhouse:acme:7
    #[arg(long, value_name = "KEY", group = "subject")]
    pub key: Option<String>,
    /// It is meant: nothing brings the texts back
    #[arg(long)]
    pub yes: bool,
}

/// Of `backup`.
#[derive(Args)]
pub struct Backup {
    /// The copy; it must not be there yet
    pub file: PathBuf,
}

/// Of `doctor`.
#[derive(Args)]
pub struct Doctor {
    /// Where the site is.
    #[command(flatten)]
    pub place: Place,
}
