//! What the status page asks of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::Health;

/// The catalogue and each board's last visit.
#[server(prefix = "/_fn", endpoint = "health", input = GetUrl)]
pub async fn check() -> Result<Health, ServerFnError> {
    let backend = crate::backend::Backend::current()?;
    super::load::health(&backend).await
}
