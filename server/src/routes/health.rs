//! For programs: is it alive, may it get requests, may it be indexed?

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::live::Live;

/// `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: it has a catalogue; whether the database answers too.
pub async fn ready(State(live): State<Arc<Live>>) -> (StatusCode, String) {
    let roles = live.current().catalog.len();
    match live.store.ping().await {
        Ok(()) => (StatusCode::OK, format!("ready: {roles} roles\n")),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("the database does not answer; {roles} roles in memory\n"),
        ),
    }
}

/// `/robots.txt`: the sample is not for search engines.
pub async fn robots(State(live): State<Arc<Live>>) -> String {
    let rule = if live.site.sample { "Disallow: /" } else { "Disallow: /_fn/" };
    format!("User-agent: *\n{rule}\n")
}
