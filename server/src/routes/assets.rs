//! The built site's files, read once, as they were compressed by the build.

use std::path::Path;

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::site::Manifest;

/// For addresses with their content's hash.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// For those without: asked again after an hour.
const HOURLY: &str = "public, max-age=3600";

#[derive(Clone)]
struct File {
    plain: Bytes,
    br: Bytes,
    gz: Bytes,
    kind: &'static str,
    cache: &'static str,
    etag: String,
}

/// A route for each file that the manifest names, those of the build before too.
pub fn router<S: Clone + Send + Sync + 'static>(site: &Path) -> Result<Router<S>> {
    let manifest = Manifest::read(site)?.unwrap_or_default();
    let mut router = Router::new();
    for entry in manifest.files.into_iter().chain(manifest.previous) {
        let read = |suffix: &str| entry.read(site, suffix).map(Bytes::from);
        let file = File {
            plain: read("")?,
            br: read(".br")?,
            gz: read(".gz")?,
            kind: kind(&entry.path),
            cache: if entry.path.starts_with("/pkg/") { IMMUTABLE } else { HOURLY },
            etag: entry.hash,
        };
        router = router.route(&entry.path, get(move |headers: HeaderMap| send(file.clone(), headers)));
    }
    Ok(router)
}

async fn send(file: File, headers: HeaderMap) -> Response {
    let (encoding, body) = if accepts(&headers, "br") {
        (Some("br"), file.br)
    } else if accepts(&headers, "gzip") {
        (Some("gzip"), file.gz)
    } else {
        (None, file.plain)
    };
    let etag = format!("\"{}{}\"", file.etag, encoding.map(|e| format!("-{e}")).unwrap_or_default());
    let common = [
        (header::CACHE_CONTROL, file.cache.to_owned()),
        (header::ETAG, etag.clone()),
        (header::VARY, "accept-encoding".to_owned()),
        (header::CONTENT_TYPE, file.kind.to_owned()),
    ];
    if holds(&headers, &etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    match encoding {
        Some(encoding) => (common, [(header::CONTENT_ENCODING, encoding)], body).into_response(),
        None => (common, body).into_response(),
    }
}

/// Whether the client has what the entity tag names.
pub fn holds(headers: &HeaderMap, etag: &str) -> bool {
    headers.get(header::IF_NONE_MATCH).is_some_and(|held| held.as_bytes() == etag.as_bytes())
}

/// Whether the client takes the encoding (`q=0` refuses it).
pub fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|v| v.to_str().ok());
    all.flat_map(|v| v.split(',')).any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        name.trim().eq_ignore_ascii_case(encoding)
            && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
