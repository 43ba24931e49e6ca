//! Which boards are followed: `sources.toml`.

mod read;

use thiserror::Error;

use crate::board::Board;

/// The operator's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// An address or URL that goes into the User-Agent: nothing is fetched without it.
    pub contact: String,
    /// The boards.
    pub boards: Vec<Board>,
}

/// What is wrong with the file, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct SourcesError {
    /// From 1.
    pub line: usize,
    /// In plain words.
    pub what: String,
}

/// A starter list: public boards of well-known employers of engineers.
const STARTER: &str = include_str!("../../starter.toml");

impl Sources {
    /// Reads the file's text. Addresses of this machine are refused unless `allow_loopback`, which is for replays.
    ///
    /// # Errors
    /// The first thing that is wrong: text that is no TOML, a field or a system that does not exist, a token of another form, an
    /// address that is not public, a board that stands twice.
    pub fn parse(text: &str, allow_loopback: bool) -> Result<Sources, SourcesError> {
        read::read(text, allow_loopback)
    }

    /// The boards to visit.
    pub fn enabled(&self) -> impl Iterator<Item = &Board> {
        self.boards.iter().filter(|b| b.enabled)
    }

    /// The text of a first file, with that contact.
    pub fn starter(contact: &str) -> String {
        STARTER.replace("contact = \"\"", &format!("contact = {}", quoted(contact)))
    }
}

/// The text of a file with a board more, at its end. Nothing else of it changes: comments and order stay.
///
/// # Errors
/// A file that is wrong as it is; a board that stands in it already, or that is wrong itself.
pub fn add(text: &str, board: &Board) -> Result<String, SourcesError> {
    // A replay in the file is the operator's own.
    Sources::parse(text, true)?;
    let mut out = text.trim_end().to_owned();
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(&entry(board));
    Sources::parse(&out, true)?;
    Ok(out)
}

/// A board as it stands in the file.
fn entry(board: &Board) -> String {
    let mut out = format!("[[board]]\nsource = {}\n", quoted(board.source.name()));
    let fields = [
        ("board", Some(&board.board)),
        ("company", Some(&board.company)),
        ("url", board.url.as_ref()),
        ("links", board.links.as_ref()),
        ("base_url", board.base_url.as_ref()),
    ];
    for (name, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push_str(&format!("{name} = {}\n", quoted(value)));
        }
    }
    if !board.enabled {
        out.push_str("enabled = false\n");
    }
    out
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests;
