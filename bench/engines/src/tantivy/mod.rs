//! tantivy, in process: one segment in memory, its documents newest first, searched by one thread.
//!
//! Words are terms, and so are all their beginnings in a field of their own: the word that is being typed is one term too,
//! rather than a walk through the dictionary. Words carry frequencies and lengths, as relevance is BM25.
//!
//! Twice: [`Facets`] has what its documentation offers for such queries, and [`Tuned`] a collector of our own.

mod facets;
mod tuned;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use tantivy::schema::{Field, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::{Index, Searcher, TantivyDocument, Term};

pub use self::facets::Facets;
pub use self::tuned::Tuned;
use crate::table::{Row, Table, Wanted};

/// Memory of the writer: all rows have to fit, as each flush makes a segment.
const MEMORY: usize = (4 << 30) - (8 << 20);

/// The fields of the text.
#[derive(Clone, Copy)]
struct Words {
    whole: Field,
    beginning: Field,
}

impl Words {
    fn new(schema: &mut SchemaBuilder) -> Words {
        let text = |option, norms| {
            let indexing = TextFieldIndexing::default().set_tokenizer("raw");
            let indexing = indexing.set_index_option(option).set_fieldnorms(norms);
            TextOptions::default().set_indexing_options(indexing)
        };
        Words {
            whole: schema.add_text_field("word", text(IndexRecordOption::WithFreqs, true)),
            beginning: schema.add_text_field("beginning", text(IndexRecordOption::Basic, false)),
        }
    }

    fn add(self, row: &Row, document: &mut TantivyDocument) {
        row.words.iter().for_each(|word| document.add_text(self.whole, word));
        let beginnings = row.words.iter().flat_map(|word| (1..=word.len()).map(|end| &word[..end]));
        let beginnings: BTreeSet<&str> = beginnings.collect();
        beginnings.into_iter().for_each(|text| document.add_text(self.beginning, text));
    }

    /// The terms of a query's words.
    fn terms(self, wanted: &Wanted) -> impl Iterator<Item = (Term, IndexRecordOption)> {
        let last = wanted.words.len().saturating_sub(1);
        wanted.words.iter().enumerate().map(move |(i, text)| {
            if i == last {
                (Term::from_field_text(self.beginning, text), IndexRecordOption::Basic)
            } else {
                (Term::from_field_text(self.whole, text), IndexRecordOption::WithFreqs)
            }
        })
    }
}

/// An index of the rows as one segment, newest first.
fn index(schema: Schema, table: &Table, document: impl Fn(&Row) -> TantivyDocument) -> Result<Searcher> {
    let index = Index::create_in_ram(schema);
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, MEMORY)?;
    for row in &table.rows {
        writer.add_document(document(row))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let searcher = index.reader()?.searcher();
    ensure!(searcher.segment_readers().len() == 1, "the rows fill more than one segment");
    Ok(searcher)
}
