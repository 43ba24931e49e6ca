//! `codedeck serve`.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::backend::Site;
use ingest::fetch::Fetcher;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Serve;
use crate::live::Live;
use crate::{crawl, routes, sample};

/// What the server reads of the built site's manifest.
#[derive(Deserialize, Default)]
struct Manifest {
    build: String,
    wasm: String,
    js: String,
    css: String,
}

/// Serves until it is told to stop; requests that are under way are finished.
pub async fn serve(options: Serve) -> Result<()> {
    let listener = TcpListener::bind(options.listen).await.with_context(|| {
        format!(
            "{} cannot be listened on: is another server running there? (--listen sets another one)",
            options.listen
        )
    })?;
    let sources = options.data.read_sources()?;
    let boards: Vec<_> = sources.enabled().cloned().collect();
    let store = options.data.open_store().await?;
    let is_sample = boards.is_empty() && store.boards().await?.is_empty();
    if !is_sample {
        store.set_rules(normalise::RULES_VERSION).await?;
    }
    let store = if is_sample { sample::open(&options.data.data).await? } else { store };
    let site = site(&options, is_sample, &sources.contact)?;
    let live = Arc::new(Live::start(store, site).await?);
    let fetcher = match options.no_crawl || is_sample {
        true => None,
        false => Some(Arc::new(Fetcher::new(&sources.contact, options.data.allow_loopback)?)),
    };
    let router = routes::router(live.clone(), &options.site)?;
    let address = listener.local_addr()?;
    let current = live.current();
    println!("{} roles at http://{address}", current.catalog.len());
    if is_sample {
        println!("This is the sample catalogue. `codedeck sources init --contact …` follows real boards.");
    }
    tokio::spawn(crawl::keep_fresh(live.clone(), boards, fetcher));
    axum::serve(listener, router).with_graceful_shutdown(stopped()).await?;
    live.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Settings, and the names of the built files; without a built site pages stay plain HTML.
fn site(options: &Serve, sample: bool, contact: &str) -> Result<Site> {
    let manifest = read_manifest(&options.site)?;
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
    })
}

fn read_manifest(site: &Path) -> Result<Manifest> {
    let path = site.join("manifest.json");
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is no manifest: run `cargo xtask build`", path.display())),
        Err(_) => {
            tracing::warn!(
                "{} is missing: pages have neither style nor script; run `cargo xtask build`",
                path.display()
            );
            Ok(Manifest::default())
        }
    }
}

async fn stopped() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping: requests under way are finished");
}
