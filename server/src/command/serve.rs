//! `codedeck serve`.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::backend::Site;
use ingest::fetch::Fetcher;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::{Data, Serve};
use crate::live::Live;
use crate::site::Manifest;
use crate::{Exit, crawl, routes, sample};

/// Serves until it is told to stop; requests that are under way are finished.
pub async fn serve(data: &Data, options: Serve, json: bool) -> Result<Exit> {
    let listener = TcpListener::bind(options.place.listen).await.with_context(|| {
        format!(
            "{} cannot be listened on: is another server running there? (--listen sets another one)",
            options.place.listen
        )
    })?;
    let sources = data.read_sources()?;
    let boards: Vec<_> = sources.enabled().cloned().collect();
    let store = data.open_store().await?;
    let is_sample = boards.is_empty() && store.boards().await?.is_empty();
    if !is_sample {
        store.set_rules(normalise::RULES_VERSION).await?;
    }
    let store = if is_sample { sample::open(&data.data).await? } else { store };
    let site = site(&options, is_sample, &sources.contact)?;
    let live = Arc::new(Live::start(store, site).await?);
    // What was imported is shown without a contact: nothing is fetched for it.
    let asks_nobody = boards.is_empty() && sources.contact.trim().is_empty();
    let fetcher = match options.no_crawl || is_sample || asks_nobody {
        true => None,
        false => Some(Arc::new(Fetcher::new(&sources.contact, data.allow_loopback)?)),
    };
    let router = routes::router(live.clone(), &options.place.site)?;
    let address = listener.local_addr()?;
    let current = live.current();
    let (url, roles) = (format!("http://{address}"), current.catalog.len());
    if json {
        crate::print(json!({"url": url, "roles": roles, "sample": is_sample}))?;
    } else {
        crate::print(format_args!("{roles} roles at {url}"))?;
        if is_sample {
            crate::print(
                "This is the sample catalogue. `codedeck sources init --contact …` follows real boards.",
            )?;
        }
    }
    tokio::spawn(crawl::keep_fresh(live.clone(), boards, fetcher, options.rates_url, options.keep_texts));
    axum::serve(listener, router).with_graceful_shutdown(stopped()).await?;
    live.store.close().await;
    tracing::info!("stopped");
    Ok(Exit::Done)
}

/// Settings, and the names of the built files; without a built site pages stay plain HTML.
fn site(options: &Serve, sample: bool, contact: &str) -> Result<Site> {
    let folder = &options.place.site;
    let manifest = Manifest::read(folder)?.unwrap_or_else(|| {
        let missing = folder.join("manifest.json");
        tracing::warn!(
            "{} is missing: pages have neither style nor script; run `cargo xtask build`",
            missing.display()
        );
        Manifest::default()
    });
    Ok(Site {
        name: options.name.clone(),
        public_url: options.public_url.as_deref().map(|u| u.trim_end_matches('/').to_owned()),
        sample,
        contact: Some(contact.to_owned()).filter(|c| !c.is_empty()),
        imprint_url: options.imprint_url.clone(),
        privacy_url: options.privacy_url.clone(),
        build: manifest.build,
        css: manifest.css,
        js: manifest.js,
        wasm: manifest.wasm,
        ..Site::default()
    })
}

async fn stopped() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping: requests under way are finished");
}
