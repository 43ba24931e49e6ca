//! Answers to random queries over random catalogues, as bytes: the same native and in wasm.

use std::sync::Arc;

use catalog::query::Query;
use catalog::schema::Facet;
use catalog::{Answer, Ask, Build, Builder, Catalog, Session};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::draw::{self, Draw};

const NOW: i64 = 1_790_000_000;
/// Queries of a session over one catalogue.
const STEPS: u32 = 10;

/// The answers to ten queries over each of the catalogues number `from` to `to`, with each snapshot before them.
///
/// # Errors
/// A snapshot that does not open.
#[wasm_bindgen]
pub fn twin(from: u32, to: u32) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    for seed in from..to {
        let mut draw = Draw::new(seed.into());
        let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
        draw.roles(NOW).into_iter().for_each(|role| builder.add(role));
        let bytes = builder.finish();
        let catalog = Arc::new(Catalog::open(&bytes).map_err(|e| e.to_string())?);
        out.extend(bytes);
        let mut session = Session::new(Arc::clone(&catalog));
        let mut query = Query::default();
        for _ in 0..STEPS {
            draw.change(&mut query);
            let ask = Ask { now: NOW, first: draw.below(6) as u32, len: 5 };
            out.extend(query.to_string().bytes());
            write(&catalog, session.answer(&query, ask), &mut out);
        }
    }
    Ok(out)
}

fn write(catalog: &Catalog, answer: &Answer, out: &mut Vec<u8>) {
    let mut number = |n: u64| out.extend(n.to_le_bytes());
    number(answer.total.into());
    number(answer.stated.into());
    number(answer.unstated.into());
    answer.rows.iter().for_each(|&row| number(catalog.role(row).id().number()));
    answer.histogram.counts.iter().for_each(|&n| number(n.into()));
    Facet::ALL.into_iter().flat_map(|f| answer.counts(f)).for_each(|&n| number(n.into()));
}
