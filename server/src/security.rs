//! Headers of each answer. A page's inline scripts are allowed by the hash of what was rendered: no nonces, so pages can be kept.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Bytes of a page that is rendered here.
const MOST_HTML: usize = 16 * 1024 * 1024;
/// Bytes of a path and query string.
const MOST_URL: usize = 16 * 1024;

/// Adds the headers, and refuses addresses without end.
pub async fn headers(request: Request, next: Next) -> Response {
    if request.uri().to_string().len() > MOST_URL {
        return (StatusCode::URI_TOO_LONG, "this address is longer than 16 kB\n").into_response();
    }
    let mut response = next.run(request).await;
    let html =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    let policy = if html {
        let (parts, body) = response.into_parts();
        let Ok(bytes) = to_bytes(body, MOST_HTML).await else {
            return (StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made\n").into_response();
        };
        let policy = policy(&String::from_utf8_lossy(&bytes));
        response = Response::from_parts(parts, Body::from(bytes));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        policy
    } else {
        "default-src 'none'; frame-ancestors 'none'".to_owned()
    };
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"),
    );
    response
}

/// The page's policy: its own files, its own inline scripts, wasm; nothing else.
fn policy(html: &str) -> String {
    let hashes: Vec<String> = inline_scripts(html)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'; img-src 'self' data:; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        hashes.concat()
    )
}

/// The texts of script elements without `src`.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        (!tag.contains(" src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_allowed_by_hash() {
        let html = "<script>a()</script><script src=\"/x.js\"></script><script type=\"module\">b()</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["a()", "b()"]);
        // echo -n 'a()' | openssl dgst -sha256 -binary | base64
        assert!(policy("<script>a()</script>").contains("'sha256-"));
        assert!(!policy("<p>").contains("sha256"));
    }
}
