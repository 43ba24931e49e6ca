//! `codedeck query`: the same engine on the command line.

use anyhow::Result;
use catalog::schema::Facet;
use catalog::{Ask, Session};
use serde_json::json;

use crate::config::{Data, Query};
use crate::{Exit, live, sample};

/// Answers one query string.
pub async fn run(data: &Data, options: Query, json: bool) -> Result<Exit> {
    let store = match data.open_read().await? {
        Some(store) if !store.boards().await?.is_empty() => store,
        _ => {
            eprintln!("no board is followed: the sample catalogue answers");
            sample::open(&data.data).await?
        }
    };
    let current = live::build(&store).await?;
    let (query, mut ignored) = catalog::query::Query::parse(&options.query);
    ignored.extend(current.catalog.unknown(&query));
    for part in &ignored {
        eprintln!("ignored: {}={} {}", part.name, part.value, part.why);
    }
    let catalog = current.catalog.clone();
    let mut session = Session::new(catalog.clone());
    let first = query.page.saturating_sub(1).saturating_mul(50);
    let answer = session.answer(&query, Ask { now: crate::now(), first, len: options.rows });
    if json {
        let counts = Facet::ALL.into_iter().map(|facet| {
            let top = answer.top(&catalog, &query, facet, usize::MAX);
            let values: serde_json::Map<_, _> =
                top.iter().map(|v| (v.slug.to_owned(), json!(v.count))).collect();
            (facet.name().to_owned(), values.into())
        });
        let ids: Vec<String> = answer.rows.iter().map(|&row| catalog.role(row).id().to_string()).collect();
        let counts: serde_json::Map<String, serde_json::Value> = counts.collect();
        crate::print(format_args!(
            "{}",
            json!({
                "query": query.to_string(),
                "total": answer.total,
                "ids": ids,
                "facets": counts,
                "rates": catalog.rates().date,
            })
        ))?;
        return Ok(Exit::Done);
    }
    crate::print(format_args!("{} roles", answer.total))?;
    for &row in &answer.rows {
        let role = catalog.role(row);
        crate::print(format_args!("{}\t{}\t{}", role.id(), role.title(), role.company().label))?;
    }
    Ok(Exit::Done)
}
