//! What kind of work a title names, and on which rung?
//!
//! ```text
//! title ── words: parts of folded words ──┬─ reading: nouns and areas ── matrix: one kind of work, or a question
//!                                         │                              work: other parts, department
//!                                         │                              answer: description (text)
//!                                         └─ rung
//! ```
//!
//! | title | noun | area | work | rung |
//! |---|---|---|---|---|
//! | `Senior Backend Engineer` | engineer | backend | backend | senior |
//! | `Director of Product Design` | leader | product design | product, design | director |
//! | `Leiter Softwareentwicklung` | leader | software | engineering management | director |
//! | `Software Engineer, Checkout` | engineer | software | the description says it | nothing |

mod answer;
mod matrix;
mod reading;
mod rung;
mod table;
mod text;
mod words;
mod work;

pub use rung::{level, level_by_terms};
pub use work::category;
