//! A catalogue's bytes under an address that never changes what it means.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::assets::{IMMUTABLE, accepts};
use crate::live::Live;

/// `/snapshot/<format>-<version>.bin`, brotli where the client takes it.
pub async fn get(State(live): State<Arc<Live>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(current) = live.snapshot(&format!("/snapshot/{name}")) else {
        return (StatusCode::NOT_FOUND, "this catalogue is no longer kept; reload the page\n")
            .into_response();
    };
    let br = accepts(&headers, "br");
    let etag = format!("\"{}{}\"", current.catalog.version(), if br { "-br" } else { "" });
    let common = [
        (header::CACHE_CONTROL, IMMUTABLE.to_owned()),
        (header::ETAG, etag.clone()),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|m| m.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
    if br {
        (common, kind, [(header::CONTENT_ENCODING, "br")], current.br.clone()).into_response()
    } else {
        (common, kind, current.raw.clone()).into_response()
    }
}
