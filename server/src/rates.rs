//! At which exchange rates pay is compared: the European Central Bank's of the day, kept in the store, else the bundled table.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use catalog::money::{Currency, Rates};
use ingest::fetch::{Fetched, Fetcher, Validators};
use ingest::rates::Daily;
use ingest::source::{Accept, Redirects, Request};
use store::{Store, StoredRates};

/// As it stands in the store.
const BANK: &str = "ecb";
/// Seconds from one answer to the next: the bank publishes once a working day.
const DAY: i64 = 24 * 3_600;
/// From one look to the next; and, where the bank does not answer, to the next try.
const TICK: Duration = Duration::from_secs(3_600);

/// The rates that a catalogue is built with now.
///
/// # Errors
/// The database fails.
pub async fn current(store: &Store) -> Result<Rates> {
    let bundled = normalise::rates::rates();
    let Some(stored) = store.rates(BANK).await? else { return Ok(bundled) };
    let pairs = stored.per_unit.lines().filter_map(|line| line.split_once('\t'));
    let per_eur: Vec<(Currency, f64)> =
        pairs.filter_map(|(code, rate)| Some((Currency::parse(code)?, rate.parse().ok()?))).collect();
    if per_eur.iter().all(|(currency, _)| *currency != Currency::USD) {
        return Ok(bundled);
    }
    Ok(Daily { date: stored.day, per_eur }.rates(&bundled))
}

/// Asks the bank where that was not done for a day; whether it was.
///
/// # Errors
/// The bank does not answer, or with something else; the database fails. The rates stay as they were.
pub async fn refresh(store: &Store, fetcher: &Fetcher, url: &str, now: i64) -> Result<bool> {
    if store.rates(BANK).await?.is_some_and(|kept| now < kept.fetched + DAY) {
        return Ok(false);
    }
    let request = Request { accept: Accept::Xml, ..Request::get(url.to_owned()) };
    let body = match fetcher.fetch(&request, &Validators::default(), Redirects::Follow).await? {
        Fetched::Body { bytes, .. } => bytes,
        Fetched::NotModified => bail!("it answered that nothing changed, to a question without a date"),
    };
    let daily = Daily::parse(&body).context("it answered something else")?;
    let lines = daily.per_eur.iter().map(|(currency, rate)| format!("{}\t{rate}\n", currency.code()));
    let rates = StoredRates { per_unit: lines.collect(), day: daily.date, fetched: now };
    store.set_rates(BANK, &rates).await?;
    Ok(true)
}

/// Asks once a day for as long as the server runs.
pub(crate) async fn keep_fresh(store: &Store, fetcher: &Fetcher, url: &str) {
    loop {
        match refresh(store, fetcher, url, crate::now()).await {
            Ok(true) => tracing::info!("the exchange rates of the day are read"),
            Ok(false) => {}
            Err(error) => tracing::warn!("the exchange rates stay as they are: {error:#}"),
        }
        tokio::time::sleep(TICK).await;
    }
}
