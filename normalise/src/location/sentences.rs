//! The few sentences of a text that may say something of places, found in one pass.

use std::sync::LazyLock;

use super::{open_to, time_zones, workplace};
use crate::scan::{Hits, Stems};

/// Before these a line says where the role is.
const LABELS: &str = "location:|locations:|job location:|work location:|office location:|standort:|arbeitsort:|lieu:|ubicación:|localização:|locatie:|lokalizacja:";

/// Characters of a line that is a label and a place; longer ones are prose.
const LONGEST_LINE: usize = 150;

/// What a sentence may speak of. The order is that of the lists below.
#[derive(Clone, Copy)]
pub(super) enum About {
    Workplace,
    TimeZones,
    OpenTo,
    Place,
}

static STEMS: LazyLock<Stems> =
    LazyLock::new(|| Stems::new([workplace::STEMS, time_zones::STEMS, open_to::STEMS, LABELS]));

/// A text's sentences by what they may speak of.
pub(super) struct Sentences<'a>(Hits<'a>);

impl<'a> Sentences<'a> {
    pub fn of(text: &'a str) -> Sentences<'a> {
        Sentences(STEMS.hits(text))
    }

    pub fn about(&self, what: About) -> impl Iterator<Item = &'a str> {
        self.0.sentences(what as usize)
    }

    /// What stands behind "Location:" at the beginning of a line.
    pub fn location_line(&self) -> Option<&'a str> {
        let lines = self.0.behind_heads(About::Place as usize).filter(|line| line.len() <= LONGEST_LINE);
        lines.map(str::trim).find(|line| !line.is_empty())
    }
}
