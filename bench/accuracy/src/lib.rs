//! How right is what the normalisers read, on postings that people have labelled?
//!
//! ```text
//! captures ── ingest::source ── ingest::prepare_all ──┐
//! labelled/postings.jsonl ── fields: two sets of words ┴─> tally ─> figures, floors, docs/accuracy.{md,tsv}
//! labelled/*.jsonl (other people's schemes) ── others ──> right, wrong, missing, invented
//! ```
//!
//! | module | answers |
//! |---|---|
//! | `captures` | which recorded boards are read, and what do they hold? |
//! | `fields` | what do label and facts say of a field, in the same words? |
//! | `tally` | how often is it right, and how sure is that? |
//! | `postings` | how do all postings of all boards come out? |
//! | `others` | how do the cases of other schemes come out? |
//! | `kept` | which floors hold, which labels are disputed? |
//! | `report` | the table, for the terminal and for the repository |
//!
//! No text of a posting leaves the terminal: files get keys, fields and figures.

pub mod captures;
pub mod fields;
pub mod kept;
pub mod others;
pub mod postings;
pub mod report;
pub mod tally;
