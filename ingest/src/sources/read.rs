//! From the file's text to boards, keeping the line of each word, so that what is wrong can be named with its place.

use std::collections::HashMap;
use std::ops::Range;

use catalog::text::within;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use url::Url;

use super::{Sources, SourcesError};
use crate::board::Board;
use crate::fetch::is_public_address;
use crate::recognise::recognise;
use crate::source::Kind;

/// Fields of the file.
const FIELDS: [&str; 2] = ["contact", "board"];
/// Fields of a board.
const BOARD_FIELDS: [&str; 7] = ["source", "board", "company", "url", "links", "base_url", "enabled"];

type Entry<'i> = (Spanned<std::borrow::Cow<'i, str>>, Spanned<DeValue<'i>>);

/// Reads the file.
pub fn read(text: &str, allow_loopback: bool) -> Result<Sources, SourcesError> {
    let file = File { text, allow_loopback };
    let whole = DeTable::parse(text).map_err(|error| {
        let at = error.span().unwrap_or_default();
        file.wrong(&at, format!("it is no TOML: {}", error.message().trim()))
    })?;
    let mut sources = Sources::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (name, value) in whole.into_inner() {
        match name.get_ref().as_ref() {
            "contact" => sources.contact = file.text(&name, &value)?,
            "board" => {
                for (board, at) in file.boards(&name, value)? {
                    let line = file.line(&at);
                    let names = std::iter::once(board.key())
                        .chain(board.url.clone().filter(|_| board.source == Kind::Jsonld));
                    for name in names {
                        if let Some(before) = seen.insert(name.clone(), line) {
                            let what =
                                format!("{name} stands in line {before} already: remove one of the two");
                            return Err(SourcesError { line, what });
                        }
                    }
                    sources.boards.push(board);
                }
            }
            other => return Err(file.unknown("field", other, &name.span(), &FIELDS)),
        }
    }
    Ok(sources)
}

struct File<'a> {
    text: &'a str,
    allow_loopback: bool,
}

impl File<'_> {
    /// The boards, each with its place.
    fn boards(
        &self,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: Spanned<DeValue<'_>>,
    ) -> Result<Vec<(Board, Range<usize>)>, SourcesError> {
        let DeValue::Array(all) = value.into_inner() else {
            let what = "boards are written as [[board]], with two brackets on each side";
            return Err(self.wrong(&name.span(), what.to_owned()));
        };
        let mut out = Vec::new();
        for one in all {
            let at = one.span();
            let DeValue::Table(fields) = one.into_inner() else {
                return Err(self
                    .wrong(&at, "a board is [[board]] and its fields in the lines that follow".to_owned()));
            };
            out.push((self.board(fields.into_iter().collect(), &at)?, at));
        }
        Ok(out)
    }

    fn board(&self, fields: Vec<Entry<'_>>, at: &Range<usize>) -> Result<Board, SourcesError> {
        let mut source = None;
        let mut board = Board::new(Kind::ALL[0], "", "");
        let mut places: HashMap<&str, Range<usize>> = HashMap::new();
        for (name, value) in &fields {
            let field = name.get_ref().as_ref();
            places.insert(
                BOARD_FIELDS.iter().find(|f| **f == field).copied().unwrap_or_default(),
                value.span(),
            );
            match field {
                "source" => source = Some(self.kind(name, value)?),
                "board" => board.board = self.text(name, value)?,
                "company" => board.company = self.text(name, value)?,
                "url" => board.url = Some(self.address(name, value, false)?),
                "links" => board.links = Some(self.text(name, value)?),
                "base_url" => board.base_url = Some(self.address(name, value, self.allow_loopback)?),
                "enabled" => match value.get_ref() {
                    DeValue::Boolean(enabled) => board.enabled = *enabled,
                    _ => {
                        return Err(self.wrong(
                            &value.span(),
                            "enabled is true or false, without quotation marks".to_owned(),
                        ));
                    }
                },
                other => return Err(self.unknown("field", other, &name.span(), &BOARD_FIELDS)),
            }
        }
        if let Some(source) = source {
            board.source = source;
        }
        let credit = source.and_then(|source| source.policy().credit);
        let needed: &[&str] = if credit.is_some() { &["source"] } else { &["source", "board", "company"] };
        if let Some(field) = needed.iter().find(|field| !places.contains_key(*field)) {
            return Err(self.wrong(at, format!("this board has no {field}: add {field} = \"…\"")));
        }
        // Who hires stands in its postings.
        if let Some(credit) = credit.filter(|_| board.company.is_empty()) {
            credit.name.clone_into(&mut board.company);
        }
        if let Some((field, why)) = board.wrong() {
            let hint = hint(&board).filter(|_| field == "board").unwrap_or_default();
            return Err(self.wrong(places.get(field).unwrap_or(at), format!("{field} {why}{hint}")));
        }
        Ok(board)
    }

    fn text(
        &self,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<String, SourcesError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            _ => Err(self
                .wrong(&value.span(), format!("{} is a text: put it into quotation marks", name.get_ref()))),
        }
    }

    fn kind(
        &self,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Kind, SourcesError> {
        let word = self.text(name, value)?;
        let names = Kind::ALL.map(Kind::name);
        let found = Kind::ALL.into_iter().find(|kind| kind.name() == word);
        found.ok_or_else(|| self.unknown("source", &word, &value.span(), &names))
    }

    /// A public http(s) address, or one of this machine where that is allowed.
    fn address(
        &self,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        allow_loopback: bool,
    ) -> Result<String, SourcesError> {
        let text = self.text(name, value)?;
        let wrong = |why: &str| self.wrong(&value.span(), format!("{} {text:?} {why}", name.get_ref()));
        let url = Url::parse(&text)
            .map_err(|_| wrong("is no address: write it whole, as in \"https://jobs.acme.com\""))?;
        is_public_address(&url, allow_loopback)
            .map_err(|failure| wrong(&format!("is not read: {failure}")))?;
        Ok(text)
    }

    fn unknown(&self, what: &str, word: &str, at: &Range<usize>, known: &[&str]) -> SourcesError {
        let instead = match nearest(word, known) {
            Some(near) => format!("did you mean {near:?}?"),
            None => format!("it is one of {}", known.join(", ")),
        };
        self.wrong(at, format!("there is no {what} {word:?}: {instead}"))
    }

    fn wrong(&self, at: &Range<usize>, what: String) -> SourcesError {
        SourcesError { line: self.line(at), what }
    }

    fn line(&self, at: &Range<usize>) -> usize {
        let before = &self.text.as_bytes()[..at.start.min(self.text.len())];
        before.iter().filter(|b| **b == b'\n').count() + 1
    }
}

/// What of a pasted address would have been the token.
fn hint(board: &Board) -> Option<String> {
    let all = recognise(&board.board).ok().filter(|_| board.board.contains('/'))?;
    let same = all.into_iter().find(|found| found.source == board.source)?;
    Some(format!(": did you mean {:?}?", same.board))
}

/// The known word that is fewest changes away; of case, hyphens and underscores none counts.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let folded = |word: &str| word.to_lowercase().replace(['-', '_', ' '], "");
    let word = folded(word);
    (0..=3).find_map(|edits| known.iter().find(|k| within(&word, &folded(k), edits, false)).copied())
}
