//! `codedeck sources`.

use anyhow::{Context as _, Result, bail};
use ingest::fetch::Fetcher;
use ingest::{Known, Listed, Outcome, Sources};

use crate::config::{SourcesArgs, SourcesCommand};

/// Runs the subcommand.
pub async fn run(args: SourcesArgs) -> Result<()> {
    match args.command {
        SourcesCommand::Init { ref contact } => init(&args, contact),
        SourcesCommand::List => list(&args),
        SourcesCommand::Check => check(&args).await,
    }
}

fn init(args: &SourcesArgs, contact: &str) -> Result<()> {
    if !contact.contains('@') && !contact.starts_with("http") {
        bail!(
            "{contact:?} is neither an e-mail address nor a URL: those whose feeds are read must be able to reach you"
        );
    }
    let path = args.data.sources_path();
    if path.exists() {
        bail!("{} is there already: edit it, or remove it first", path.display());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    std::fs::write(&path, Sources::starter(contact))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    crate::print(format_args!(
        "{} lists public boards to begin with. `codedeck ingest` reads them once, `codedeck serve` every day.",
        path.display()
    ))?;
    Ok(())
}

fn list(args: &SourcesArgs) -> Result<()> {
    let sources = args.data.read_sources()?;
    for board in &sources.boards {
        crate::print(format_args!(
            "{}\t{}\t{}",
            if board.enabled { "on" } else { "off" },
            board.key(),
            board.company
        ))?;
    }
    if sources.boards.is_empty() {
        crate::print(format_args!(
            "no board is followed: run `codedeck sources init --contact you@example.org`"
        ))?;
    }
    Ok(())
}

async fn check(args: &SourcesArgs) -> Result<()> {
    let sources = args.data.read_sources()?;
    let fetcher = Fetcher::new(&sources.contact, args.data.allow_loopback)?;
    let mut failed = 0;
    for board in sources.enabled() {
        let visited = ingest::visit(&fetcher, board, &Known::default()).await;
        match visited.outcome {
            Outcome::Complete(Listed { postings, refused, .. }) if refused.is_empty() => {
                crate::print(format_args!("fine\t{}\t{} postings", board.key(), postings.len()))?;
            }
            Outcome::Complete(Listed { postings, refused, .. }) => {
                crate::print(format_args!(
                    "fine\t{}\t{} postings, {} refused: {}",
                    board.key(),
                    postings.len(),
                    refused.len(),
                    refused[0].why
                ))?;
            }
            Outcome::Partial { listed, why } => {
                crate::print(format_args!(
                    "part\t{}\t{} postings: {why}",
                    board.key(),
                    listed.postings.len()
                ))?;
            }
            Outcome::NotModified => crate::print(format_args!("fine\t{}\tnot modified", board.key()))?,
            Outcome::Failed(failure) => {
                failed += 1;
                crate::print(format_args!("fails\t{}\t{failure}", board.key()))?;
            }
        }
    }
    if failed > 0 {
        bail!("{failed} boards cannot be read");
    }
    Ok(())
}
