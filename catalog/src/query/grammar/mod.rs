//! The query string: one total function each way.
//!
//! | parameter | printed as |
//! |---|---|
//! | words | `q=distributed+sys` |
//! | any of a facet | `level=senior,staff` |
//! | skills | `skills=rust,postgresql,-php` |
//! | hidden | `hide=company:acme,word:clearance` |
//! | open to | `open_to=PT` |
//! | pay | `salary=90000&currency=EUR&pay=any` |
//! | text, age, order, page | `text=event+sourcing&within=7&sort=salary&page=2` |
//!
//! `parse(print(q)) == q` for every query in normal form, and `print(parse(s))` is canonical for every string.

mod escape;
mod parse;
mod print;

pub use escape::{decode, encode};
pub(crate) use parse::MOST_WORDS;
