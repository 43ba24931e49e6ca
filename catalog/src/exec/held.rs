//! The sets that the counts of the previous query are of.

use crate::bitmap::Bitmap;
use crate::schema::Facet;

/// What is counted: the facets, and pay.
pub(super) const THINGS: usize = Facet::ALL.len() + 1;
/// The number of pay among them; a facet's is `Facet as usize`.
pub(super) const PAY: usize = Facet::ALL.len();

/// Some of what is counted.
pub(super) type Things = [bool; THINGS];

/// Over what something was counted last.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Never,
    /// What passed everything.
    Matches,
    /// What passed everything but its own filter.
    Lifted(usize),
}

/// The sets, for what is counted next.
pub(super) struct Held {
    matches: Bitmap,
    sources: [Source; THINGS],
    /// `[thing]` made when its filter is lifted first.
    lifted: [Bitmap; THINGS],
}

impl Held {
    pub fn new(n: u32) -> Held {
        Held {
            matches: Bitmap::empty(n),
            sources: [Source::Never; THINGS],
            lifted: std::array::from_fn(|_| Bitmap::default()),
        }
    }

    pub fn source(&self, thing: usize) -> Source {
        self.sources[thing]
    }

    /// Each source once.
    pub fn sources(&self) -> impl Iterator<Item = Source> + use<> {
        [Source::Never, Source::Matches].into_iter().chain((0..THINGS).map(Source::Lifted))
    }

    /// Those of the things that were counted over it.
    pub fn of(&self, source: Source, things: &Things) -> Things {
        std::array::from_fn(|thing| things[thing] && self.sources[thing] == source)
    }

    /// The set of a source, if there is one.
    pub fn set(&self, source: Source) -> Option<&Bitmap> {
        match source {
            Source::Never => None,
            Source::Matches => Some(&self.matches),
            Source::Lifted(thing) => Some(&self.lifted[thing]),
        }
    }

    /// Keeps what the thing was counted over with its filter lifted. `set` is another one then, of the same length.
    pub fn keep(&mut self, thing: usize, set: &mut Bitmap) {
        let kept = &mut self.lifted[thing];
        if kept.words() != set.words() {
            kept.clone_from(set);
        } else {
            std::mem::swap(kept, set);
        }
        self.sources[thing] = Source::Lifted(thing);
    }

    /// Keeps what all these things were counted over.
    pub fn keep_matches(&mut self, things: &Things, matches: &Bitmap) {
        self.matches.copy(matches);
        for (source, _) in self.sources.iter_mut().zip(things).filter(|(_, counted)| **counted) {
            *source = Source::Matches;
        }
    }

    /// The thing's counts are of no use any more.
    pub fn forget(&mut self, thing: usize) {
        self.sources[thing] = Source::Never;
    }
}
