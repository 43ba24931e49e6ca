//! `codedeck query`: the same engine on the command line.

use std::time::Instant;

use anyhow::Result;
use catalog::schema::Facet;
use catalog::{Ask, By, Session, Step};
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
    let (query, mut ignored) = catalog::query::Query::parse(&options.query);
    let draft = live::build(&store).await?;
    let current = if query.text.is_empty() { draft.current } else { draft.with_texts(&store).await? };
    ignored.extend(current.catalog.unknown(&query));
    for part in &ignored {
        eprintln!("ignored: {}={} {}", part.name, part.value, part.why);
    }
    let catalog = current.catalog.clone();
    let mut session = Session::new(catalog.clone());
    if !query.text.is_empty() {
        session.set_text(&query.text, current.texts.rows(&query.text));
    }
    let first = query.page.saturating_sub(1).saturating_mul(50);
    let ask = Ask { now: crate::now(), first, len: options.rows };
    if options.explain {
        return explain(&mut session, &query, ask, json);
    }
    let answer = session.answer(&query, ask);
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

/// How the answer was made, and how long it took: at first, and asked again, as what a session keeps from the query before
/// is not made anew.
fn explain(session: &mut Session, query: &catalog::query::Query, ask: Ask, json: bool) -> Result<Exit> {
    let timed = |session: &mut Session| {
        let start = Instant::now();
        session.answer(query, ask);
        start.elapsed().as_secs_f64() * 1e3
    };
    let first = timed(session);
    let steps = session.explain();
    let again = timed(session);
    if json {
        let steps: Vec<_> = steps.iter().map(step_json).collect();
        let query = query.to_string();
        crate::print(format_args!(
            "{}",
            json!({ "query": query, "steps": steps, "first_ms": first, "again_ms": again })
        ))?;
        return Ok(Exit::Done);
    }
    for step in steps {
        let (what, name, how) = match step {
            Step::Word { text, rows } => ("word", text, format!("{rows} roles")),
            Step::Text { text, rows: Some(rows) } => ("text", text, format!("{rows} roles")),
            Step::Text { text, rows: None } => ("text", text, "not looked up".to_owned()),
            Step::Base { rows } => ("base", String::new(), format!("{rows} roles")),
            Step::Filter { name, rows } => ("filter", name.to_owned(), format!("{rows} roles")),
            Step::Matches { rows } => ("matches", String::new(), format!("{rows} roles")),
            Step::Counts { facet, by } => ("counts", facet.name().to_owned(), format!("by {by}")),
        };
        crate::print(format_args!("{what:8} {name:14} {how}"))?;
    }
    crate::print(format_args!("took {first:.3} ms at first, {again:.3} ms again"))?;
    Ok(Exit::Done)
}

fn step_json(step: &Step) -> serde_json::Value {
    match step {
        Step::Word { text, rows } => json!({ "step": "word", "text": text, "rows": rows }),
        Step::Text { text, rows } => json!({ "step": "text", "text": text, "rows": rows }),
        Step::Base { rows } => json!({ "step": "base", "rows": rows }),
        Step::Filter { name, rows } => json!({ "step": "filter", "name": name, "rows": rows }),
        Step::Matches { rows } => json!({ "step": "matches", "rows": rows }),
        Step::Counts { facet, by: By::Rows(rows) } => {
            json!({ "step": "counts", "facet": facet.name(), "looked_at": rows })
        }
        Step::Counts { facet, by: By::Values(values) } => {
            json!({ "step": "counts", "facet": facet.name(), "values": values })
        }
    }
}
