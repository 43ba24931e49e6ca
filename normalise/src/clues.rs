//! The few lines and sentences of a text that may say something, found in one pass for all that ask.

use std::sync::LazyLock;

use crate::scan::{Hits, Stems};
use crate::{location, terms};

/// What a stem may speak of. The order is that of the lists below.
#[derive(Clone, Copy)]
pub(crate) enum About {
    Workplace,
    TimeZones,
    OpenTo,
    Place,
    Visa,
    Employment,
    Years,
}

static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    Stems::new([
        location::STEMS.workplace,
        location::STEMS.time_zones,
        location::STEMS.open_to,
        location::STEMS.place,
        terms::STEMS.visa,
        terms::STEMS.employment,
        terms::STEMS.years,
    ])
});

/// A text with what in it may speak of places and terms.
pub struct Clues<'a>(Hits<'a>);

impl<'a> Clues<'a> {
    /// Looks for them all.
    pub fn of(text: &'a str) -> Clues<'a> {
        Clues(STEMS.hits(text))
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.0.text()
    }

    /// The sentences that may speak of it.
    pub(crate) fn sentences(&self, what: About) -> impl Iterator<Item = &'a str> {
        self.0.sentences(what as usize)
    }

    /// The lines that may speak of it, and where each begins, bytes.
    pub(crate) fn lines(&self, what: About) -> impl Iterator<Item = (usize, &'a str)> {
        self.0.lines(what as usize)
    }

    /// What stands behind its stems at the beginnings of lines.
    pub(crate) fn behind_heads(&self, what: About) -> impl Iterator<Item = &'a str> {
        self.0.behind_heads(what as usize)
    }
}
