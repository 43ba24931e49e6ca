//! As the documentation has it: a search with its facet collectors, count, histogram and best documents in one tuple, and one
//! more for each filter that is lifted.

use std::ops::Bound;
use std::sync::Arc;

use anyhow::Result;
use tantivy::collector::{Collector, Count, FacetCollector, FacetCounts, HistogramCollector, TopDocs};
use tantivy::columnar::ColumnValues;
use tantivy::query::{AllQuery, BooleanQuery, Query, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{FAST, Facet, FacetOptions, Field, INDEXED, IndexRecordOption, Schema};
use tantivy::{DocAddress, Order, Searcher, TantivyDocument, Term};

use super::{Words, index};
use crate::answer::{Answer, Counts};
use crate::engine::Engine;
use crate::session::Question;
use crate::table::{Mix, PAY, SINGLE, Sort, Table, Wanted};

/// Facet fields in the order of the answer.
const FACETS: [&str; 6] = ["category", "level", "country", "city", "workplace", "skills"];

/// The index.
pub struct Facets {
    searcher: Searcher,
    words: Words,
    facets: [Field; 6],
    day: Field,
    pay: Field,
    id: Arc<dyn ColumnValues<u64>>,
}

/// What a search gives.
struct Found<F> {
    facets: Vec<Option<FacetCounts>>,
    bars: Option<Vec<u64>>,
    total: usize,
    best: F,
}

fn path(value: u16) -> Facet {
    Facet::from_path([value.to_string()])
}

impl Facets {
    /// Writes the index.
    pub fn start(table: &Table) -> Result<Facets> {
        let mut schema = Schema::builder();
        let words = Words::new(&mut schema);
        let facets = FACETS.map(|name| schema.add_facet_field(name, FacetOptions::default()));
        let [id, bucket, age, best] =
            ["id", "bucket", "age", "best"].map(|name| schema.add_u64_field(name, FAST));
        let [day, pay] = ["day", "pay"].map(|name| schema.add_u64_field(name, FAST | INDEXED));
        let searcher = index(schema.build(), table, |row| {
            let Mix { category, level, workplace, bucket: step } = table.mix(row.mix.into());
            let country = table.country_of[usize::from(row.city)];
            let mut document = TantivyDocument::new();
            words.add(row, &mut document);
            let values = [category, level, country, row.city, workplace];
            facets.iter().zip(values).for_each(|(&field, value)| document.add_facet(field, path(value)));
            row.skills.iter().for_each(|&skill| document.add_facet(facets[SINGLE], path(skill)));
            document.add_u64(id, row.id.into());
            document.add_u64(bucket, step.into());
            document.add_u64(day, row.day.into());
            document.add_u64(pay, row.pay.into());
            // The list's orders with their ties.
            document.add_u64(age, u64::from(row.day) << 32 | u64::from(row.id));
            document.add_u64(best, u64::from(row.pay) << 32 | u64::from(u32::MAX - row.id));
            document
        })?;
        let id = searcher.segment_reader(0).fast_fields().column_first_or_default("id")?;
        Ok(Facets { searcher, words, facets, day, pay, id })
    }

    /// All that is asked, but one filter.
    fn query(&self, wanted: &Wanted, lifted: Option<usize>) -> Box<dyn Query> {
        let skills = wanted.skills.iter().map(|&skill| Term::from_facet(self.facets[SINGLE], &path(skill)));
        let terms = self.words.terms(wanted).chain(skills.map(|term| (term, IndexRecordOption::Basic)));
        let mut parts: Vec<Box<dyn Query>> =
            terms.map(|(term, option)| Box::new(TermQuery::new(term, option)) as _).collect();
        if let Some(days) = wanted.within {
            let bound = Bound::Included(Term::from_field_u64(self.day, days.into()));
            parts.push(Box::new(RangeQuery::new(Bound::Unbounded, bound)));
        }
        for (filter, list) in wanted.lists.iter().enumerate() {
            let mut terms = list.iter().map(|&value| Term::from_facet(self.facets[filter], &path(value)));
            if Some(filter) == lifted || list.is_empty() {
                continue;
            }
            match (list.len(), terms.next()) {
                (1, Some(term)) => parts.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic))),
                (_, first) => parts.push(Box::new(TermSetQuery::new(first.into_iter().chain(terms)))),
            }
        }
        if let Some(least) = wanted.pay.filter(|_| lifted != Some(PAY)) {
            let bound = Bound::Included(Term::from_field_u64(self.pay, least.max(1).into()));
            parts.push(Box::new(RangeQuery::new(bound, Bound::Unbounded)));
        }
        match parts.len() {
            0 => Box::new(AllQuery),
            1 => parts.remove(0),
            _ => Box::new(BooleanQuery::intersection(parts)),
        }
    }

    /// Counts by the facets that `of` names, 6 standing for the bars.
    fn search<C: Collector>(
        &self,
        query: &dyn Query,
        of: impl Fn(usize) -> bool,
        best: C,
    ) -> Result<Found<C::Fruit>> {
        let facet = |number: usize| {
            of(number).then(|| {
                let mut collector = FacetCollector::for_field(FACETS[number]);
                collector.add_facet("/");
                collector
            })
        };
        // Rows without a salary are in the step before the first.
        let bars = of(BARS).then(|| HistogramCollector::new::<u64>("bucket".to_owned(), 1, 1, 20));
        let collectors =
            ((facet(0), facet(1), facet(2)), (facet(3), facet(4), facet(5)), (bars, Count, best));
        let ((a, b, c), (d, e, f), (bars, total, best)) = self.searcher.search(query, &collectors)?;
        Ok(Found { facets: vec![a, b, c, d, e, f], bars, total, best })
    }

    /// The same with the list's rows.
    fn list(
        &self,
        query: &dyn Query,
        wanted: &Wanted,
        of: impl Fn(usize) -> bool,
    ) -> Result<Found<Vec<u32>>> {
        let best = || TopDocs::with_limit(wanted.limit).and_offset(wanted.offset);
        let fast = |field, order| best().order_by_fast_field::<u64>(field, order);
        let (found, rows): (Found<()>, Vec<DocAddress>) = match wanted.sort {
            Sort::Newest => split(self.search(query, of, fast("age", Order::Asc))?),
            Sort::Salary => split(self.search(query, of, fast("best", Order::Desc))?),
            Sort::Relevance => split(self.search(query, of, best().order_by_score())?),
        };
        let best = rows.iter().map(|row| self.id.get_val(row.doc_id) as u32).collect();
        Ok(Found { best, facets: found.facets, bars: found.bars, total: found.total })
    }
}

/// The bars' number among what is counted.
const BARS: usize = 6;

fn split<K>(found: Found<Vec<(K, DocAddress)>>) -> (Found<()>, Vec<DocAddress>) {
    let Found { facets, bars, total, best } = found;
    (Found { facets, bars, total, best: () }, best.into_iter().map(|(_, row)| row).collect())
}

/// Adds what a search counted.
fn add<F>(found: &Found<F>, counts: &mut Counts) {
    for (facet, counted) in found.facets.iter().enumerate() {
        for (value, count) in counted.iter().flat_map(|counted| counted.get("/")) {
            let value = value.to_path().first().and_then(|value| value.parse().ok()).unwrap_or(0);
            if facet == SINGLE {
                counts.put_skill(value, count as u32);
            } else {
                counts.put(facet, value, count as u32);
            }
        }
    }
    for (bar, &count) in found.bars.iter().flatten().enumerate() {
        counts.put(PAY, bar, count as u32);
    }
}

impl Engine for Facets {
    fn version(&self) -> String {
        tantivy::version_string().to_owned()
    }

    fn answer(&mut self, table: &Table, question: &Question) -> Result<Answer> {
        let wanted = table.wanted(&question.asked);
        // Of filters and counts the numbers are the same, but pay's, which stands before skills among the filters.
        let counted = |filter| if filter == PAY { BARS } else { filter };
        let lifted: Vec<usize> = (0..=PAY).filter(|&filter| wanted.is_active(filter)).collect();
        let found = self.list(self.query(&wanted, None).as_ref(), &wanted, |number| {
            !lifted.iter().any(|&filter| counted(filter) == number)
        })?;
        let mut counts = Counts::new(table, found.total as u32);
        add(&found, &mut counts);
        for &filter in &lifted {
            let query = self.query(&wanted, Some(filter));
            add(&self.search(query.as_ref(), |number| number == counted(filter), Count)?, &mut counts);
        }
        Ok(counts.answer(found.best))
    }
}
