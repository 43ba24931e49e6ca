//! Which roles of a catalogue have these words in their texts: rows for the browser, whose catalogue has no texts.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog::query::Query;
use sha2::{Digest as _, Sha256};

use super::assets::{IMMUTABLE, holds};
use super::snapshot::no_longer_kept;
use crate::live::Live;

/// `/words/<version>-<when it was made>?text=event+sourcing`: a row set. Of one making of a catalogue it never changes. A browser
/// may hold the same roles from an earlier making, as their texts alone can change: it gets the rows of now, to be asked for again.
pub async fn get(
    State(live): State<Arc<Live>>,
    Path(name): Path<String>,
    RawQuery(asked): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (version, made_at) = name.split_once('-').unwrap_or((&name, ""));
    let Some(current) = live.of_version(version) else {
        return no_longer_kept();
    };
    let text = match text(&asked.unwrap_or_default()) {
        Ok(text) => text,
        Err(why) => return (StatusCode::BAD_REQUEST, format!("{why}\n")).into_response(),
    };
    let rows = current.catalog.pack(&current.texts.rows(&text));
    let is_its_own = made_at == current.catalog.made_at().to_string();
    let etag = format!("W/\"{:.16x}\"", Sha256::digest(&rows));
    let common = [
        (header::CACHE_CONTROL, if is_its_own { IMMUTABLE } else { "no-cache" }.to_owned()),
        (header::ETAG, etag.clone()),
    ];
    if holds(&headers, &etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    (common, [(header::CONTENT_TYPE, "application/octet-stream")], rows).into_response()
}

/// The `text` of a query string that has nothing else; or what is wrong.
fn text(asked: &str) -> Result<String, String> {
    let (query, ignored) = Query::parse(asked);
    if let Some(part) = ignored.first() {
        return Err(format!("{}={} {}", part.name, part.value, part.why));
    }
    if query.text.is_empty() || query != (Query { text: query.text.clone(), ..Query::default() }) {
        return Err("ask for words, and for nothing else: ?text=event+sourcing".to_owned());
    }
    Ok(query.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_asked_for_alone() {
        let check = |asked: &str, expected: Result<&str, &str>| match (text(asked), expected) {
            (Ok(text), Ok(expected)) => assert_eq!(text, expected),
            (Err(why), Err(part)) => assert!(why.contains(part), "{asked}: {why}"),
            (text, expected) => panic!("{asked}: {text:?}, not {expected:?}"),
        };
        check("text=event++sourcing", Ok("event sourcing"));
        check("text=c%2B%2B&text=rust", Ok("c++ rust"));
        check("", Err("ask for words"));
        check("text=", Err("ask for words"));
        check("text=%21%3F", Err("has no word"));
        check("text=rust&level=senior", Err("nothing else"));
        check("text=rust&wage=3", Err("is no parameter"));
        check(&format!("text={}", "x".repeat(2_000)), Err("is cut after 200 characters"));
        check(&format!("text={}", "rust+".repeat(10_000)), Err("is cut after 200 characters"));
    }
}
