//! What the tests of all sources share.

use super::*;

/// A board of that system, whose token is `acme`.
pub fn board(source: Kind) -> Board {
    Board::new(source, "acme", "Acme")
}

/// Reads an answer to the first request.
pub fn parse(source: Kind, body: &str) -> Result<Page, ParseError> {
    let (source, board) = (source.source(), board(source));
    source.parse(&board, &source.first(&board), body.as_bytes())
}

/// What is no feed is refused as a whole, with its reason.
pub fn errors_are_named(source: Kind, others: &[(&str, &str)]) {
    let usual = [("", "empty"), ("<!DOCTYPE html><html>", "web page")];
    for (body, expected) in usual.iter().chain(others) {
        let error = parse(source, body).unwrap_err().to_string();
        assert!(error.contains(expected), "{body}: {error}");
    }
}

#[test]
fn names_are_those_of_the_file() {
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}
