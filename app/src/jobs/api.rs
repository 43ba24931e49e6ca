//! What the jobs pages ask of the server.

#![allow(missing_docs)] // the macro makes a struct of each function's arguments

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::{Detail, Results, ValueCount};
use crate::engine::client::Client;

/// Rows that one request may ask for.
#[cfg(feature = "ssr")]
const MOST_ROWS: u32 = 200;

/// The answer to a query string, with the rows from `first`.
#[server(prefix = "/_fn", endpoint = "results", input = GetUrl, client = Client)]
pub async fn ask(query: String, first: u32, len: u32) -> Result<Results, ServerFnError> {
    let backend = crate::backend::Backend::current()?;
    Ok(super::load::results(&backend, &query, first, len.min(MOST_ROWS), None))
}

/// The answer to a page's query string, which may name its page and a facet to list at length (`more=city`).
#[server(prefix = "/_fn", endpoint = "page", input = GetUrl, client = Client)]
pub async fn page(query: String) -> Result<Results, ServerFnError> {
    let backend = crate::backend::Backend::current()?;
    let (query, more) = super::answer::split(&query);
    Ok(super::load::page(&backend, &query, more))
}

/// The values of a facet whose label has that text in it.
#[server(prefix = "/_fn", endpoint = "values", input = GetUrl, client = Client)]
pub async fn values(query: String, facet: String, part: String) -> Result<Vec<ValueCount>, ServerFnError> {
    let backend = crate::backend::Backend::current()?;
    let (parsed, _) = catalog::query::Query::parse(&query);
    let Some(facet) = catalog::schema::Facet::from_name(&facet) else { return Ok(Vec::new()) };
    let mut session = backend.session(&parsed);
    Ok(super::answer::values(&mut session, &parsed, backend.now, facet, &part))
}

/// A whole role, or `None` where there is none of that id. Sets the response's status: 404, and 410 for a role that
/// closed more than 30 days ago.
#[server(prefix = "/_fn", endpoint = "role", input = GetUrl, client = Client)]
pub async fn role(id: String) -> Result<Option<Detail>, ServerFnError> {
    let backend = crate::backend::Backend::current()?;
    super::load::detail(&backend, &id).await
}
