//! The engine against a naive loop over the roles, on random catalogues and queries.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

mod draw;
mod naive;

use std::sync::Arc;

use catalog::query::{PayFilter, Query};
use catalog::role::Role;
use catalog::schema::Facet;
use catalog::texts::{self, Index};
use catalog::{Ask, Build, Builder, Catalog, RowSet, Session, Step};
use draw::Draw;

const NOW: i64 = 1_790_000_000;

/// Ten thousand queries over a thousand catalogues, in sessions, so that what is kept between queries is tried too.
#[test]
fn the_engine_answers_as_the_naive_loop_does() {
    for seed in 0..1_000 {
        let mut draw = Draw::new(seed);
        let roles = draw.roles(NOW);
        let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
        roles.iter().cloned().for_each(|role| builder.add(role));
        let catalog = Arc::new(Catalog::open(&builder.finish()).unwrap());
        let texts: Vec<Vec<String>> = roles.iter().map(|_| draw.texts()).collect();
        let index = index(&catalog, &roles, &texts);
        let mut session = Session::new(Arc::clone(&catalog));
        let mut query = Query::default();
        for step in 0..10 {
            draw.change(&mut query);
            let ask = Ask { now: NOW, first: draw.below(6) as u32, len: 5 };
            look_up(&mut session, &index, &query.text);
            let answer = session.answer(&query, ask);
            let expected = naive::answer(&roles, &texts, &query, ask);
            let at = format!("seed {seed}, step {step}: {query}");
            assert_eq!(answer.total, expected.total, "total; {at}");
            let ids: Vec<_> = answer.rows.iter().map(|&row| catalog.role(row).id()).collect();
            assert_eq!(ids, expected.ids, "rows; {at}");
            assert_eq!((answer.stated, answer.unstated), expected.stated, "pay; {at}");
            assert_eq!(answer.histogram.counts, expected.histogram, "histogram; {at}");
            for facet in Facet::ALL {
                let mut counts: Vec<(String, u32)> = answer
                    .counts(facet)
                    .iter()
                    .zip(0..)
                    .filter(|(count, _)| **count > 0)
                    .map(|(&count, code)| (catalog.value(facet, code).slug.to_owned(), count))
                    .collect();
                counts.sort();
                assert_eq!(counts, expected.counts[facet as usize], "{facet:?}; {at}");
            }
            explains(&session, &query, expected.total);
            let (parsed, ignored) = Query::parse(&query.to_string());
            assert_eq!((parsed, ignored.len()), (query.clone(), 0), "the grammar round-trips; {at}");
        }
    }
}

/// The index of the texts, which come in an order that is not the rows'.
fn index(catalog: &Catalog, roles: &[Role], texts: &[Vec<String>]) -> Index {
    let mut builder = texts::Builder::default();
    for (role, said) in roles.iter().zip(texts) {
        let row = catalog.find(role.id).filter(|_| naive::is_listed(role));
        row.iter().for_each(|row| said.iter().for_each(|text| builder.add(row.0, text)));
    }
    builder.finish(catalog.len())
}

/// What server and browser do between them: the rows of a `text` that the session does not have travel as bytes.
fn look_up(session: &mut Session, index: &Index, text: &str) {
    if !session.has_text(text) {
        let catalog = Arc::clone(session.catalog());
        let bytes = catalog.pack(&index.rows(text));
        session.set_text(text, catalog.unpack(&bytes).unwrap());
    }
}

/// No step has fewer roles than match, what is filtered by is named, and each facet is counted in some way.
fn explains(session: &Session, query: &Query, total: u32) {
    let steps = session.explain();
    let (mut filters, mut counted) = (0, 0);
    for step in &steps {
        let rows = match step {
            Step::Text { text, rows } => {
                assert_eq!(*text, query.text);
                rows.expect("it was looked up")
            }
            Step::Word { rows, .. } | Step::Base { rows } | Step::Matches { rows } => *rows,
            Step::Filter { rows, .. } => {
                filters += 1;
                *rows
            }
            Step::Counts { .. } => {
                counted += 1;
                total
            }
        };
        assert!(rows >= total, "{step:?} of {query}");
    }
    assert!(steps.contains(&Step::Matches { rows: total }), "{query}");
    assert_eq!(counted, Facet::ALL.len(), "{query}");
    let selected = Facet::ALL.into_iter().filter(|f| *f != Facet::Skills && !query.selected(*f).is_empty());
    let by_pay = query.salary.is_some() || query.pay == PayFilter::Stated;
    assert_eq!(filters, selected.count() + usize::from(by_pay), "{query}");
}

#[test]
fn words_that_were_not_looked_up_narrow_nothing() {
    let mut draw = Draw::new(7);
    let catalog = |roles: &[Role]| {
        let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
        roles.iter().cloned().for_each(|role| builder.add(role));
        Arc::new(Catalog::open(&builder.finish()).unwrap())
    };
    let (catalog, other) = (catalog(&draw.roles(NOW)), catalog(&draw.roles(NOW)));
    let mut session = Session::new(Arc::clone(&catalog));
    let query = |text: &str| Query { text: text.into(), ..Query::default() };
    let ask = Ask { now: NOW, first: 0, len: 0 };
    let check = |session: &mut Session, text: &str, expected: u32, is_applied| {
        assert_eq!(session.answer(&query(text), ask).total, expected, "{text}");
        assert_eq!(session.has_text(text), is_applied, "{text}");
    };
    let all = catalog.len();
    check(&mut session, "kafka", all, false);
    session.set_text("kafka", RowSet::new(all, [0, 2, 1 << 30]));
    check(&mut session, "kafka", 2, true);
    check(&mut session, "kafka event", all, false);
    check(&mut session, "", all, true);
    session.set_text("event", RowSet::new(all + 1, []));
    check(&mut session, "event", all, false);
    session.set_text("event", RowSet::new(all, []));
    check(&mut session, "event", 0, true);
    assert!(session.relax(&query("event"), NOW) == [(Query::default(), all)], "the empty state offers all");
    check(&mut session, "kafka", all, false);

    let bytes = catalog.pack(&RowSet::new(all, [0, 2]));
    assert_eq!(catalog.unpack(&bytes).unwrap().count(), 2);
    assert_eq!(other.unpack(&bytes), None, "of another catalogue");
    for wrong in [&bytes[..bytes.len() - 1], &[&bytes[..], &[0]].concat(), b"<!DOCTYPE html>", b""] {
        assert_eq!(catalog.unpack(wrong), None);
    }
    let full = [catalog.version().as_bytes(), &vec![255; bytes.len() - 16]].concat();
    assert_eq!(catalog.unpack(&full).unwrap().count(), all, "bits beyond the last row are none");
}

#[test]
fn a_catalogue_reads_as_it_was_built() {
    let mut draw = Draw::new(7);
    let roles = draw.roles(NOW);
    let build = || {
        let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
        roles.iter().cloned().for_each(|role| builder.add(role));
        builder.finish()
    };
    let bytes = build();
    assert_eq!(bytes, build(), "equal roles give equal bytes");
    let catalog = Catalog::open(&bytes).unwrap();
    for role in roles.iter().filter(|r| naive::is_listed(r)) {
        let view = catalog.role(catalog.find(role.id).unwrap());
        assert_eq!(view.title(), role.title);
        assert_eq!(view.company().label, role.company.label);
        assert_eq!(view.pay(), role.pay);
        assert_eq!(view.open_to(), &role.open_to);
        assert_eq!(view.published(), role.published / 60 * 60);
        assert_eq!(view.skills().count(), role.skills.len());
        assert_eq!(view.places().count(), role.places.len());
    }
}

#[test]
fn damaged_bytes_are_refused_and_never_panic() {
    let mut draw = Draw::new(3);
    let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
    draw.roles(NOW).into_iter().for_each(|role| builder.add(role));
    let bytes = builder.finish();
    assert!(Catalog::open(b"{}").unwrap_err().is_foreign());
    assert!(Catalog::open(&bytes[..bytes.len() - 1]).unwrap_err().is_damaged());
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        let error = Catalog::open(&changed).unwrap_err();
        assert!(!error.to_string().is_empty(), "byte {at} changed: refused with a reason");
    }
    let mut other = bytes.clone();
    other[8] = 9;
    assert!(Catalog::open(&other).unwrap_err().is_other_version());
}
