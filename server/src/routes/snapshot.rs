//! A catalogue's bytes under an address that never changes what it means.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::assets::{IMMUTABLE, accepts, holds};
use crate::delta;
use crate::live::{Current, Live};

/// What a browser is to do with the answer beyond reading it: keep it, and name it when it asks for another snapshot.
const DICTIONARY: [(HeaderName, &str); 1] =
    [(HeaderName::from_static("use-as-dictionary"), "match=\"/snapshot/*\"")];

/// `/snapshot/<format>-<version>.bin`: what changed since the snapshot that the client has, where that is smaller; else brotli
/// where the client takes it. With `?whole` never the first: for one who could not read it.
pub async fn get(
    State(live): State<Arc<Live>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(current) = live.snapshot(&format!("/snapshot/{name}")) else {
        return no_longer_kept();
    };
    let (encoding, suffix, body) = form(&current, &headers, query.as_deref() == Some("whole"));
    let etag = format!("\"{}{suffix}\"", current.catalog.version());
    let common = [
        (header::CACHE_CONTROL, IMMUTABLE),
        (header::ETAG, &etag),
        (header::VARY, "accept-encoding, available-dictionary"),
    ];
    if holds(&headers, &etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    let mut response = (common, kind, DICTIONARY, body).into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// For a page that is older than the catalogues that are kept.
pub fn no_longer_kept() -> Response {
    (StatusCode::NOT_FOUND, "this catalogue is no longer kept; reload the page\n").into_response()
}

/// The encoding, what tells its entity tag from others, and the bytes.
fn form(current: &Current, headers: &HeaderMap, whole: bool) -> (Option<&'static str>, String, Bytes) {
    let base = || delta::named(headers.get("available-dictionary")?.to_str().ok()?);
    if !whole
        && accepts(headers, "dcb")
        && let Some(delta) = base().and_then(|base| current.delta(&base))
    {
        let base: String = delta.base[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        return (Some("dcb"), format!("-dcb-{base}"), delta.bytes.clone());
    }
    if accepts(headers, "br") {
        return (Some("br"), "-br".to_owned(), current.br.clone());
    }
    (None, String::new(), current.raw.clone())
}
