//! Headers of each answer. A page's own inline scripts are allowed by their hash: no nonces, so that pages can be kept. Its own
//! are the boot script, and the state that it hands over to the browser, which is data and nothing else: a script that slipped
//! through the sanitiser would find no hash.

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
        let page = without_nonces(&String::from_utf8_lossy(&bytes));
        let policy = policy(&page);
        response = Response::from_parts(parts, Body::from(page));
        response.headers_mut().remove(header::CONTENT_LENGTH);
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
        .filter(|script| *script == app::BOOT || is_state(script))
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

/// Leptos gives each of its scripts a nonce, which no policy here names: without them equal pages have equal bytes.
fn without_nonces(html: &str) -> String {
    const TAG: &str = "<script nonce=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(TAG) {
        out.push_str(before);
        out.push_str("<script");
        rest = after.split_once('"').map_or(after, |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

/// Whether a script is state that a page hands over: assignments of texts and lists to names such as `__RESOLVED_RESOURCES[0]`.
fn is_state(script: &str) -> bool {
    let mut rest = script.trim_start();
    while !rest.is_empty() {
        match assignment(rest) {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    true
}

/// What follows one assignment.
fn assignment(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("__")?.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '_');
    let rest = match rest.strip_prefix('[') {
        Some(index) => index.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(']')?,
        None => rest,
    };
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = match rest.strip_prefix('[') {
        Some(list) => {
            list.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == ' ').strip_prefix(']')?
        }
        None => string(rest)?,
    };
    rest.trim_start().strip_prefix(';')
}

/// What follows a text in double quotes.
fn string(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.char_indices().find(|&(_, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map(|(at, _)| &inside[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_s_own_scripts_are_allowed_by_hash() {
        let check = |html: &str, expected: usize| {
            assert_eq!(policy(html).matches("'sha256-").count(), expected, "{html}");
        };
        check("<p>", 0);
        check(&format!("<script>{}</script>", app::BOOT), 1);
        check("<script>__RESOLVED_RESOURCES=[];__PENDING_RESOURCES=[0,];</script>", 1);
        check(r#"<script>__RESOLVED_RESOURCES[0] = "{\"a\":\"\\\";x()\"}";</script>"#, 1);
        check("<script>__INCOMPLETE_CHUNKS=[];alert(1)</script>", 0);
        check("<script>__A=alert(1);</script>", 0);
        check("<script>__A=\"\";alert(\"\");</script>", 0);
        check("<script>steal()</script><script src=\"/x.js\"></script>", 0);
    }

    #[test]
    fn scripts_without_a_source_are_inline() {
        let html = "<script>a()</script><script src=\"/x.js\"></script><script type=\"module\">b()</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["a()", "b()"]);
    }

    #[test]
    fn nonces_are_left_out() {
        assert_eq!(without_nonces("a<script nonce=\"x\">b</script>"), "a<script>b</script>");
        assert_eq!(without_nonces("<p nonce=\"x\">"), "<p nonce=\"x\">");
    }
}
