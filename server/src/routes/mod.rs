//! Every URL in one screen.

mod assets;
mod health;
mod snapshot;
mod words;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use anyhow::Result;
use app::{App, BUILD_HEADER, Shell};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, generate_route_list};
use tower_http::compression::CompressionLayer;

use crate::live::Live;
use crate::security;

/// The pages' routes. Read once in a process: while the router is walked, no page of any other router gets its data.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// The whole site.
pub fn router(live: Arc<Live>, site: &Path) -> Result<Router> {
    let options = LeptosOptions::builder().output_name("codedeck").build();
    let pages = PAGES.clone();
    let context = {
        let live = live.clone();
        move || provide_context(live.backend())
    };
    let pages =
        Router::new().leptos_routes_with_context(&options, pages, context.clone(), Shell).with_state(options);
    let rest = Router::new()
        .route("/snapshot/{name}", get(snapshot::get))
        .route("/words/{name}", get(words::get))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/robots.txt", get(health::robots))
        .with_state(live.clone());
    let fallback = {
        let live = live.clone();
        move |request: Request| missing(live.clone(), request)
    };
    Ok(pages
        .merge(rest)
        .merge(assets::router(site)?)
        .fallback(fallback)
        .layer(middleware::from_fn_with_state(live, of_this_build))
        .layer(middleware::from_fn(security::headers))
        .layer(CompressionLayer::new()))
}

/// A server function's answer to a page of this build; a page of another one is told so: its types may not be ours.
async fn of_this_build(State(live): State<Arc<Live>>, request: Request, next: Next) -> Response {
    let build = request.headers().get(BUILD_HEADER);
    let other = build.is_some_and(|build| build.as_bytes() != live.site.build.as_bytes());
    if other && request.uri().path().starts_with("/_fn/") {
        return (StatusCode::CONFLICT, "this page is of another build of the site; reload it\n")
            .into_response();
    }
    next.run(request).await
}

/// A page that says that there is none, with its status.
async fn missing(live: Arc<Live>, request: Request) -> Response {
    if let Some(address) = without_slash(request.uri()) {
        return Redirect::permanent(&address).into_response();
    }
    let context = move || provide_context(live.backend());
    let render = leptos_axum::render_app_async_with_context(context, Shell);
    let mut response = render(request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The address without the slash at the end of its path, where it has one. A path of several slashes leads nowhere, not to
/// another host.
fn without_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/').filter(|p| !p.is_empty() && !p.contains("//"))?;
    Some(uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}
