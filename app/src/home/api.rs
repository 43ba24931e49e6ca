//! What the home page asks of the server.

#![allow(missing_docs)] // the macro makes a struct of each function's arguments

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::Overview;
use crate::engine::client::Client;

/// Live numbers and ways in.
#[server(prefix = "/_fn", endpoint = "overview", input = GetUrl, client = Client)]
pub async fn front() -> Result<Overview, ServerFnError> {
    use catalog::query::Query;
    use catalog::schema::{Category, Facet, UNSPECIFIED};

    /// Values of each way in.
    const WAYS: usize = 12;
    /// Latest roles.
    const LATEST: u32 = 6;
    let backend = crate::backend::Backend::current()?;
    let mut session = catalog::Session::new(backend.catalog.clone());
    let all = crate::jobs::answer::results(&mut session, &Query::default(), backend.now, 0, LATEST, None);
    let mut top = |facet| {
        let values = crate::jobs::answer::values(&mut session, &Query::default(), backend.now, facet, "");
        values.into_iter().filter(|v| v.slug != UNSPECIFIED && v.count > 0).take(WAYS).collect::<Vec<_>>()
    };
    let distinct =
        |facet: Facet| all.facets.iter().find(|f| f.name == facet.name()).map_or(0, |f| f.distinct);
    let categories = top(Facet::Category);
    let mut levels = top(Facet::Level);
    levels.sort_by_key(|v| catalog::schema::Level::from_slug(&v.slug));
    Ok(Overview {
        roles: all.listed,
        backend: categories.iter().find(|c| c.slug == Category::Backend.slug()).map_or(0, |c| c.count),
        companies: distinct(Facet::Company),
        countries: distinct(Facet::Country),
        stated: all.stated,
        made_at: backend.catalog.made_at(),
        levels,
        cities: top(Facet::City),
        skills: top(Facet::Skills),
        categories,
        latest: all.rows,
    })
}
