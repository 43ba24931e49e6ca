//! `codedeck serve`.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::backend::Site;
use ingest::Board;
use ingest::fetch::Fetcher;
use ingest::sources::Sources;
use serde_json::json;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::config::{Data, Serve};
use crate::live::Live;
use crate::site::Manifest;
use crate::{Exit, crawl, routes, sample};

/// From one look whether there is something else than the sample to the next.
const LOOK: Duration = Duration::from_secs(2);

/// Serves until it is told to stop; requests that are under way are finished. The sample gives way to the first real board.
pub async fn serve(data: &Data, options: Serve, json: bool) -> Result<Exit> {
    let listener = TcpListener::bind(options.place.listen).await.with_context(|| {
        format!(
            "{} cannot be listened on: is another server running there? (--listen sets another one)",
            options.place.listen
        )
    })?;
    let listener = listener.into_std()?;
    let mut stop = pin!(stopped());
    loop {
        let sources = data.read_sources()?;
        let store = data.open_store().await?;
        let is_sample = is_empty(&sources, &store).await?;
        let shown = if is_sample {
            sample::open(&data.data).await?
        } else {
            store.set_rules(normalise::RULES_VERSION).await?;
            store.clone()
        };
        let live = Arc::new(Live::start(shown, site(&options, is_sample, &sources.contact)?).await?);
        say(&live, &listener, json)?;
        let fetcher = fetcher(data, &options, &sources, is_sample)?;
        let boards: Vec<Board> = sources.enabled().cloned().collect();
        let (rates, keep) = (options.rates_url.clone(), options.keep_texts);
        let upkeep = tokio::spawn(crawl::keep_fresh(live.clone(), boards, fetcher, rates, keep));
        let router = routes::router(live.clone(), &options.place.site)?;
        let (end, ended) = oneshot::channel::<()>();
        let socket = TcpListener::from_std(listener.try_clone()?)?;
        let served = axum::serve(socket, router).with_graceful_shutdown(async { _ = ended.await });
        let served = tokio::spawn(served.into_future());
        let is_stopped = tokio::select! {
            () = &mut stop => true,
            () = filling(data, &store), if is_sample => false,
        };
        _ = end.send(());
        served.await??;
        upkeep.abort();
        live.store.close().await;
        if is_stopped {
            tracing::info!("stopped");
            return Ok(Exit::Done);
        }
        tracing::info!("the sample catalogue gives way to real boards");
    }
}

/// Whether there is nothing to show but the sample.
async fn is_empty(sources: &Sources, store: &Store) -> Result<bool> {
    Ok(sources.enabled().next().is_none() && store.boards().await?.is_empty())
}

/// Ends when a board is followed or something was imported.
async fn filling(data: &Data, store: &Store) {
    loop {
        tokio::time::sleep(LOOK).await;
        // While the list is being written it may not be readable.
        let Ok(sources) = data.read_sources() else { continue };
        if matches!(is_empty(&sources, store).await, Ok(false)) {
            return;
        }
    }
}

/// What asks boards; none where nothing is to be fetched. What was imported is shown without a contact.
fn fetcher(data: &Data, options: &Serve, sources: &Sources, is_sample: bool) -> Result<Option<Arc<Fetcher>>> {
    let asks_nobody = sources.enabled().next().is_none() && sources.contact.trim().is_empty();
    if options.no_crawl || is_sample || asks_nobody {
        return Ok(None);
    }
    Ok(Some(Arc::new(Fetcher::new(&sources.contact, data.allow_loopback)?)))
}

fn say(live: &Live, listener: &std::net::TcpListener, json: bool) -> Result<()> {
    let (url, roles) = (format!("http://{}", listener.local_addr()?), live.current().catalog.len());
    let is_sample = live.site.sample;
    if json {
        crate::print(json!({"url": url, "roles": roles, "sample": is_sample}))?;
        return Ok(());
    }
    crate::print(format_args!("{roles} roles at {url}"))?;
    if is_sample {
        crate::print(
            "This is the sample catalogue. `codedeck sources init --contact …` follows real boards.",
        )?;
    }
    Ok(())
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
        browser_roles: Some(options.browser_roles),
        build: manifest.build,
        css: manifest.css,
        js: manifest.js,
        wasm: manifest.wasm,
        chunks: manifest.chunks,
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
