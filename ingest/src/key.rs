//! How boards and postings are named: `{source}:{board}` and `{source}:{board}:{id}`, and of feeds of all companies `{source}` and
//! `{source}:{id}`. Ids may hold colons; sources and boards do not.

use crate::source::Kind;

/// A posting's key in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// A source's name, or that of an import.
    pub source: &'a str,
    /// The board's token; empty for feeds of all companies.
    pub board: &'a str,
    /// Unique in the board.
    pub id: &'a str,
}

impl<'a> Key<'a> {
    /// The parts of that key: split at the first colon or at the first two, according to the source.
    pub fn split(key: &'a str) -> Option<Key<'a>> {
        let (source, rest) = key.split_once(':')?;
        let (board, id) = if is_board_wide(source) { ("", rest) } else { rest.split_once(':')? };
        let whole = !source.is_empty() && !id.is_empty() && (!board.is_empty() || is_board_wide(source));
        whole.then_some(Key { source, board, id })
    }
}

/// The key of a board.
///
/// # Errors
/// In plain words, as the end of a sentence that begins with a row: a source or board that is empty or has odd characters, a board
/// beside a source that has none.
pub fn board(source: &str, board: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if source.is_empty() || source.len() > 40 || !source.chars().all(plain) {
        return Err("its source is not a word of small letters, digits and hyphens".to_owned());
    }
    if is_board_wide(source) {
        return if board.is_empty() {
            Ok(source.to_owned())
        } else {
            Err(format!("it has a board, but {source} has no boards"))
        };
    }
    if board.is_empty() {
        return Err("it has no board".to_owned());
    }
    if board.len() > 100 || !board.chars().all(is_of_token) {
        return Err(
            "its board has other characters than letters, digits, hyphens, underscores and dots".to_owned()
        );
    }
    Ok(format!("{source}:{board}"))
}

/// Whether a board's token may have that character.
pub fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.%".contains(c)
}

fn is_board_wide(source: &str) -> bool {
    Kind::parse(source).is_some_and(|kind| kind.policy().board_wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_split_by_their_source() {
        let check = |key: &str, expected: Option<(&str, &str, &str)>| {
            assert_eq!(Key::split(key).map(|k| (k.source, k.board, k.id)), expected, "{key}");
        };
        check("greenhouse:acme:7", Some(("greenhouse", "acme", "7")));
        check("workday:acme:en-US/a:b", Some(("workday", "acme", "en-US/a:b")));
        check("remoteok:7", Some(("remoteok", "", "7")));
        check(
            "himalayas:https://acme.example/jobs/7",
            Some(("himalayas", "", "https://acme.example/jobs/7")),
        );
        check("import:mine:a:b", Some(("import", "mine", "a:b")));
        check("import:7", None);
        check("remoteok:", None);
        check("lever::7", None);
        check("lever", None);
    }

    #[test]
    fn boards_have_plain_names() {
        let check = |source: &str, token: &str, expected: &str| match board(source, token) {
            Ok(key) => assert_eq!(key, expected),
            Err(why) => assert!(why.contains(expected), "{why}"),
        };
        check("import", "my-list", "import:my-list");
        check("remoteok", "", "remoteok");
        check("remoteok", "x", "no boards");
        check("import", "", "no board");
        check("import", "a:b", "other characters");
        check("My List", "a", "small letters");
    }
}
