//! What the status page asks of the server.

#![allow(missing_docs)] // the macro makes a struct of each function's arguments

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::Health;
use crate::engine::client::Client;

/// The catalogue and each board's last visit.
#[server(prefix = "/_fn", endpoint = "health", input = GetUrl, client = Client)]
pub async fn check() -> Result<Health, ServerFnError> {
    let backend = crate::backend::Backend::current()?;
    super::load::health(&backend).await
}
