//! tantivy, as it answers such queries fastest.
//!
//! - One segment in memory, its documents newest first: the newest rows are the first that match, and an age limit ends the
//!   walk through the postings.
//! - Words are terms, and so are all their beginnings in a field of their own: the word that is being typed is one term too,
//!   rather than a walk through the dictionary. Words carry frequencies and lengths, as relevance is BM25.
//! - A collector of its own reads the fast fields in blocks: mix and city of each row that passes words, skills and age, the
//!   skills of those that miss no filter. It makes all counts and the list in one walk, where tantivy's facet collectors would
//!   take a search for each facet with a selection.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::sync::Arc;

use anyhow::{Result, ensure};
use tantivy::columnar::{Column, ColumnValues};
use tantivy::query::{AllQuery, BooleanQuery, EnableScoring, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocSet as _, Index, Searcher, TERMINATED, TantivyDocument, Term};

use crate::answer::{Answer, Tally};
use crate::engine::Engine;
use crate::session::Question;
use crate::table::{Sort, Table, Wanted};

/// Memory of the writer: all rows have to fit, as each flush makes a segment.
const MEMORY: usize = 4 << 30;

/// The fields that are searched.
#[derive(Clone, Copy)]
struct Fields {
    word: Field,
    beginning: Field,
    skill: Field,
}

/// The index and its columns.
pub struct Tantivy {
    searcher: Searcher,
    fields: Fields,
    id: Arc<dyn ColumnValues<u64>>,
    mix: Arc<dyn ColumnValues<u64>>,
    city: Arc<dyn ColumnValues<u64>>,
    pay: Arc<dyn ColumnValues<u64>>,
    skills: Column<u64>,
    /// `[days]` the first document that is older.
    older: Vec<u32>,
}

impl Tantivy {
    /// Writes the index.
    pub fn start(table: &Table) -> Result<Tantivy> {
        let mut schema = Schema::builder();
        let text = |option, norms| {
            let indexing = TextFieldIndexing::default().set_tokenizer("raw");
            let indexing = indexing.set_index_option(option).set_fieldnorms(norms);
            TextOptions::default().set_indexing_options(indexing)
        };
        let fields = Fields {
            word: schema.add_text_field("word", text(IndexRecordOption::WithFreqs, true)),
            beginning: schema.add_text_field("beginning", text(IndexRecordOption::Basic, false)),
            skill: schema.add_u64_field("skill", NumericOptions::from(FAST | INDEXED)),
        };
        let [id, mix, city, pay] = ["id", "mix", "city", "pay"].map(|name| schema.add_u64_field(name, FAST));
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, MEMORY - (8 << 20))?;
        let mut older = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            older.resize(usize::from(row.day), at as u32);
            let mut document = TantivyDocument::new();
            row.words.iter().for_each(|word| document.add_text(fields.word, word));
            let beginnings = row.words.iter().flat_map(|word| (1..=word.len()).map(|end| &word[..end]));
            let beginnings: BTreeSet<&str> = beginnings.collect();
            beginnings.into_iter().for_each(|text| document.add_text(fields.beginning, text));
            row.skills.iter().for_each(|&skill| document.add_u64(fields.skill, skill.into()));
            document.add_u64(id, row.id.into());
            document.add_u64(mix, row.mix.into());
            document.add_u64(city, row.city.into());
            document.add_u64(pay, row.pay.into());
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let searcher = index.reader()?.searcher();
        ensure!(searcher.segment_readers().len() == 1, "the rows fill more than one segment");
        let columns = searcher.segment_reader(0).fast_fields();
        let single = |name: &str| columns.column_first_or_default::<u64>(name);
        Ok(Tantivy {
            id: single("id")?,
            mix: single("mix")?,
            city: single("city")?,
            pay: single("pay")?,
            skills: columns.u64("skill")?,
            searcher,
            fields,
            older,
        })
    }

    /// What no facet lifts but the age, which is where the walk ends.
    fn base(&self, wanted: &Wanted) -> Box<dyn Query> {
        let Fields { word, beginning, skill } = self.fields;
        let last = wanted.words.len().saturating_sub(1);
        let words = wanted.words.iter().enumerate().map(|(i, text)| {
            if i == last {
                (Term::from_field_text(beginning, text), IndexRecordOption::Basic)
            } else {
                (Term::from_field_text(word, text), IndexRecordOption::WithFreqs)
            }
        });
        let skills = wanted.skills.iter();
        let skills = skills.map(|&s| (Term::from_field_u64(skill, s.into()), IndexRecordOption::Basic));
        let terms = words.chain(skills);
        let mut parts: Vec<Box<dyn Query>> =
            terms.map(|(term, option)| Box::new(TermQuery::new(term, option)) as _).collect();
        match parts.len() {
            0 => Box::new(AllQuery),
            1 => parts.remove(0),
            _ => Box::new(BooleanQuery::intersection(parts)),
        }
    }

    fn walk(&self, query: &dyn Query, wanted: &Wanted, collector: &mut Collector) -> Result<()> {
        let scoring = match wanted.sort {
            Sort::Relevance => EnableScoring::enabled_from_searcher(&self.searcher),
            _ => EnableScoring::disabled_from_searcher(&self.searcher),
        };
        let mut scorer = query.weight(scoring)?.scorer(self.searcher.segment_reader(0), 1.0)?;
        let end = wanted.within.and_then(|days| self.older.get(usize::from(days)).copied());
        let end = end.unwrap_or(TERMINATED);
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
            collector.block(self, &block[..filled], &scores);
            if filled < block.len() {
                return Ok(());
            }
        }
    }
}

impl Engine for Tantivy {
    fn version(&self) -> String {
        tantivy::version_string().to_owned()
    }

    fn answer(&mut self, table: &Table, question: &Question) -> Result<Answer> {
        let wanted = table.wanted(&question.asked);
        let mut collector = Collector::new(table, &wanted);
        self.walk(self.base(&wanted).as_ref(), &wanted, &mut collector)?;
        let ids = collector.rows(|doc| self.id.get_val(doc) as u32);
        Ok(collector.tally.counts(table).answer(ids))
    }
}

/// Counts and lists the rows that it is given.
struct Collector<'a> {
    wanted: &'a Wanted,
    table: &'a Table,
    /// Bits for the filters missed, of each mix and each city.
    mix_misses: Vec<u8>,
    city_misses: Vec<u8>,
    tally: Tally,
    /// The best rows by their keys, the worst on top.
    best: BinaryHeap<Reverse<u64>>,
    /// Documents in their own order, where that is the list's.
    first: Vec<u32>,
    block: Block,
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

impl<'a> Collector<'a> {
    fn new(table: &'a Table, wanted: &'a Wanted) -> Collector<'a> {
        let cities = 0..table.country_of.len();
        Collector {
            mix_misses: (0..table.mixes()).map(|mix| wanted.misses_of_mix(table.mix(mix))).collect(),
            city_misses: cities.map(|city| wanted.misses_of_city(table, city as u16)).collect(),
            tally: Tally::new(table),
            best: BinaryHeap::new(),
            first: Vec::new(),
            block: Block::default(),
            wanted,
            table,
        }
    }

    fn block(&mut self, index: &Tantivy, docs: &[u32], scores: &[f32]) {
        let by_pay = self.wanted.sort == Sort::Salary;
        let (mixes, cities) = (self.table.mixes(), self.table.country_of.len());
        let block = &mut self.block;
        let read = |column: &dyn ColumnValues<u64>, out: &mut Vec<u64>| {
            out.resize(docs.len(), 0);
            column.get_vals(docs, out);
        };
        read(index.mix.as_ref(), &mut block.mixes);
        read(index.city.as_ref(), &mut block.cities);
        if by_pay || self.wanted.pay.is_some() {
            read(index.pay.as_ref(), &mut block.pays);
        } else {
            block.pays.resize(docs.len(), 0);
        }
        if by_pay {
            read(index.id.as_ref(), &mut block.ids);
        }
        block.matching.clear();
        for (at, &doc) in docs.iter().enumerate() {
            let (mix, city) = (block.mixes[at] as usize, block.cities[at] as usize);
            let pay = block.pays[at];
            let misses =
                self.mix_misses[mix] | self.city_misses[city] | self.wanted.misses_of_pay(pay as u32);
            if misses & misses.wrapping_sub(1) != 0 {
                continue;
            }
            // None missed is class 0, else the number of the one bit and one.
            let class = (u8::BITS - misses.leading_zeros()) as usize;
            self.tally.mixes[class * mixes + mix] += 1;
            self.tally.cities[class * cities + city] += 1;
            if misses != 0 {
                continue;
            }
            block.matching.push(doc);
            // The later row of two equals has the smaller key.
            let key = match self.wanted.sort {
                Sort::Newest => continue,
                Sort::Salary => pay << 32 | (u64::from(u32::MAX) - block.ids[at]),
                Sort::Relevance => u64::from(scores[at].to_bits()) << 32 | u64::from(u32::MAX - doc),
            };
            let most = self.wanted.offset + self.wanted.limit;
            if self.best.len() < most {
                self.best.push(Reverse(key));
            } else if let Some(mut worst) = self.best.peek_mut()
                && worst.0 < key
            {
                worst.0 = key;
            }
        }
        self.matching(index);
    }

    /// Skills of the block's matching rows, and their place in the list.
    fn matching(&mut self, index: &Tantivy) {
        let block = &mut self.block;
        if self.wanted.sort == Sort::Newest {
            let missing = (self.wanted.offset + self.wanted.limit).saturating_sub(self.first.len());
            self.first.extend(block.matching.iter().take(missing));
        }
        block.with_skill.clear();
        block.skill_at.clear();
        index.skills.row_ids_for_docs(&block.matching, &mut block.with_skill, &mut block.skill_at);
        block.skills.resize(block.skill_at.len(), 0);
        index.skills.values.get_vals(&block.skill_at, &mut block.skills);
        block.skills.iter().for_each(|&skill| self.tally.skills[skill as usize] += 1);
    }

    /// The wanted part of the list; `id` reads a document's.
    fn rows(&mut self, id: impl Fn(u32) -> u32) -> Vec<u32> {
        let best = std::mem::take(&mut self.best).into_sorted_vec();
        let low = |Reverse(key): Reverse<u64>| u32::MAX - key as u32;
        let list: Vec<u32> = match self.wanted.sort {
            Sort::Newest => self.first.iter().map(|&doc| id(doc)).collect(),
            Sort::Salary => best.into_iter().map(low).collect(),
            Sort::Relevance => best.into_iter().map(|key| id(low(key))).collect(),
        };
        list.into_iter().skip(self.wanted.offset).collect()
    }
}
