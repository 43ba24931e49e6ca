//! Contract, visa, years of experience: what a posting says of the terms.
//!
//! | module | answers |
//! |---|---|
//! | `employment` | full-time, part-time, a contract, an internship? |
//! | `level` | which rung does the feed's own field name? |
//! | `visa` | is one sponsored, or must one have the right to work? |
//! | `years` | how many years of experience are asked for, at least? |

mod employment;
mod level;
mod visa;
mod years;

pub use employment::employment;
pub use level::level;
pub use visa::visa;
pub use years::years;

/// Stems of what is read from the text.
pub(crate) struct TextStems {
    pub visa: &'static str,
    pub employment: &'static str,
    pub years: &'static str,
}

pub(crate) const STEMS: TextStems =
    TextStems { visa: visa::STEMS, employment: employment::STEMS, years: years::STEMS };
