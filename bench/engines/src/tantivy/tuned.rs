//! As such queries are answered fastest: the postings are walked once, in blocks, and a collector of our own reads mix and city
//! of each row that passes words, skills and age, and the skills of those that miss no filter. It makes all counts and the
//! list; an age limit ends the walk, as the newest documents come first.

use std::sync::Arc;

use anyhow::Result;
use tantivy::columnar::{Column, ColumnValues};
use tantivy::query::{AllQuery, BooleanQuery, EnableScoring, Query, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocSet as _, Searcher, TERMINATED, TantivyDocument, Term};

use super::{Words, index};
use crate::answer::{Answer, Tally};
use crate::collect::{Collector, Found, key};
use crate::engine::Engine;
use crate::session::Question;
use crate::table::{Sort, Table, Wanted};

/// The index and its columns.
pub struct Tuned {
    searcher: Searcher,
    words: Words,
    skill: Field,
    id: Arc<dyn ColumnValues<u64>>,
    mix: Arc<dyn ColumnValues<u64>>,
    city: Arc<dyn ColumnValues<u64>>,
    pay: Arc<dyn ColumnValues<u64>>,
    skills: Column<u64>,
    totals: Tally,
}

impl Tuned {
    /// Writes the index.
    pub fn start(table: &Table) -> Result<Tuned> {
        let mut schema = Schema::builder();
        let words = Words::new(&mut schema);
        let skill = schema.add_u64_field("skill", NumericOptions::from(FAST | INDEXED));
        let [id, mix, city, pay] = ["id", "mix", "city", "pay"].map(|name| schema.add_u64_field(name, FAST));
        let searcher = index(schema.build(), table, |row| {
            let mut document = TantivyDocument::new();
            words.add(row, &mut document);
            row.skills.iter().for_each(|&value| document.add_u64(skill, value.into()));
            document.add_u64(id, row.id.into());
            document.add_u64(mix, row.mix.into());
            document.add_u64(city, row.city.into());
            document.add_u64(pay, row.pay.into());
            document
        })?;
        let columns = searcher.segment_reader(0).fast_fields();
        let single = |name: &str| columns.column_first_or_default::<u64>(name);
        Ok(Tuned {
            id: single("id")?,
            mix: single("mix")?,
            city: single("city")?,
            pay: single("pay")?,
            skills: columns.u64("skill")?,
            searcher,
            words,
            skill,
            totals: Tally::of_all(table),
        })
    }

    /// What no facet lifts but the age, which is where the walk ends.
    fn base(&self, wanted: &Wanted) -> Box<dyn Query> {
        let skills = wanted.skills.iter().map(|&skill| Term::from_field_u64(self.skill, skill.into()));
        let terms = self.words.terms(wanted).chain(skills.map(|term| (term, IndexRecordOption::Basic)));
        let mut parts: Vec<Box<dyn Query>> =
            terms.map(|(term, option)| Box::new(TermQuery::new(term, option)) as _).collect();
        match parts.len() {
            0 => Box::new(AllQuery),
            1 => parts.remove(0),
            _ => Box::new(BooleanQuery::intersection(parts)),
        }
    }

    fn walk(&self, end: u32, query: &dyn Query, wanted: &Wanted, out: &mut Collector) -> Result<()> {
        let scoring = match wanted.sort {
            Sort::Relevance => EnableScoring::enabled_from_searcher(&self.searcher),
            _ => EnableScoring::disabled_from_searcher(&self.searcher),
        };
        let mut scorer = query.weight(scoring)?.scorer(self.searcher.segment_reader(0), 1.0)?;
        let mut values = Block::default();
        let mut block = [0; COLLECT_BLOCK_BUFFER_LEN];
        let mut scores = [0.0; COLLECT_BLOCK_BUFFER_LEN];
        loop {
            let filled = if wanted.sort == Sort::Relevance {
                let mut filled = 0;
                while filled < block.len() && scorer.doc() < end {
                    (block[filled], scores[filled]) = (scorer.doc(), scorer.score());
                    filled += 1;
                    scorer.advance();
                }
                filled
            } else {
                let filled = scorer.fill_buffer(&mut block);
                block[..filled].partition_point(|&doc| doc < end)
            };
            values.collect(self, &block[..filled], &scores, wanted, out);
            if filled < block.len() || scorer.doc() >= end {
                return Ok(());
            }
        }
    }
}

impl Engine for Tuned {
    fn version(&self) -> String {
        tantivy::version_string().to_owned()
    }

    fn answer(&mut self, table: &Table, question: &Question) -> Result<Answer> {
        let wanted = table.wanted(&question.asked);
        let mut collector = Collector::new(table, &wanted, &self.totals);
        let end = wanted.within.map_or(TERMINATED, |days| table.older(days));
        let end = collector.needed().map_or(end, |rows| rows.min(end));
        self.walk(end, self.base(&wanted).as_ref(), &wanted, &mut collector)?;
        let by_pay = wanted.sort == Sort::Salary;
        Ok(collector.answer(|number| if by_pay { number } else { self.id.get_val(number) as u32 }))
    }
}

/// Values of a block of documents.
#[derive(Default)]
struct Block {
    mixes: Vec<u64>,
    cities: Vec<u64>,
    pays: Vec<u64>,
    ids: Vec<u64>,
    matching: Vec<u32>,
    with_skill: Vec<u32>,
    skill_at: Vec<u32>,
    skills: Vec<u64>,
}

impl Block {
    /// Counts and lists the documents.
    fn collect(&mut self, index: &Tuned, docs: &[u32], scores: &[f32], wanted: &Wanted, out: &mut Collector) {
        let by_pay = wanted.sort == Sort::Salary;
        let read = |column: &dyn ColumnValues<u64>, values: &mut Vec<u64>, needed: bool| {
            values.resize(docs.len(), 0);
            if needed {
                column.get_vals(docs, values);
            }
        };
        let counts = !wanted.is_everything();
        read(index.mix.as_ref(), &mut self.mixes, counts);
        read(index.city.as_ref(), &mut self.cities, counts);
        read(index.pay.as_ref(), &mut self.pays, by_pay || wanted.pay.is_some());
        read(index.id.as_ref(), &mut self.ids, by_pay);
        self.matching.clear();
        for (at, &doc) in docs.iter().enumerate() {
            let (mix, city) = (self.mixes[at] as u16, self.cities[at] as u16);
            let found = Found { mix, city, pay: self.pays[at] as u32 };
            let matches = out.row(found, || match wanted.sort {
                Sort::Newest => key(0, doc),
                Sort::Salary => key(found.pay, self.ids[at] as u32),
                Sort::Relevance => key(scores[at].to_bits(), doc),
            });
            if matches {
                self.matching.push(doc);
            }
        }
        self.with_skill.clear();
        self.skill_at.clear();
        index.skills.row_ids_for_docs(&self.matching, &mut self.with_skill, &mut self.skill_at);
        self.skills.resize(self.skill_at.len(), 0);
        index.skills.values.get_vals(&self.skill_at, &mut self.skills);
        self.skills.iter().for_each(|&skill| out.skill(skill as usize));
    }
}
