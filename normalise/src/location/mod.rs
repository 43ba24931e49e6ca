//! Where a role is, whether it is remote, and from where it may be done.
//!
//! ```text
//! locations ── pieces: segments of pieces ── resolve: places, by the gazetteer
//!                        └─ workplace words      └─ groups of countries
//! field, flag, locations, title, text ── workplace
//! locations, text ── open_to, time_zones
//! ```

mod gazetteer;
mod open_to;
mod pieces;
mod resolve;
mod restriction;
mod time_zones;
mod wide;
mod words;
mod workplace;

use catalog::place::{Country, OpenTo, Place, Territory};
use catalog::schema::Workplace;

use self::pieces::Segment;
use self::resolve::{Context, resolve};
use self::restriction::Restriction;
use self::wide::Within;
use crate::clues::{About, Clues};
use crate::facts::Input;
use crate::{Derived, Field};

pub(crate) use self::pieces::Known;
pub use self::time_zones::TimeZones;

/// What the places of a posting say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// Resolved places, each once.
    pub places: Vec<Derived<Place>>,
    /// What did not resolve, as written.
    pub unresolved: Vec<String>,
    /// On-site, hybrid, remote.
    pub workplace: Derived<Workplace>,
    /// For remote roles.
    pub open_to: Derived<OpenTo>,
    /// Time zones to work in, where they are stated.
    pub time_zones: Option<Derived<TimeZones>>,
}

/// Before these a line says where the role is.
const LABELS: &str = "location:|locations:|job location:|work location:|office location:|standort:|arbeitsort:|lieu:|ubicación:|localização:|locatie:|lokalizacja:";

/// Characters of a line that is a label and a place; longer ones are prose.
const LONGEST_LINE: usize = 150;

/// Stems of what is read from the text.
pub(crate) struct TextStems {
    pub workplace: &'static str,
    pub time_zones: &'static str,
    pub open_to: &'static str,
    pub place: &'static str,
}

pub(crate) const STEMS: TextStems = TextStems {
    workplace: workplace::STEMS,
    time_zones: time_zones::STEMS,
    open_to: open_to::STEMS,
    place: LABELS,
};

/// Reads all location fields of a posting.
pub fn read(input: &Input<'_>) -> Read {
    read_with(input, &Clues::of(input.text), &Known::default())
}

/// The same with the clues of its text, and the locations that its board has.
pub(crate) fn read_with(input: &Input<'_>, clues: &Clues<'_>, known: &Known) -> Read {
    let mut stated = Stated::default();
    // What stands behind "Location:" at the beginning of a line.
    let line = clues
        .behind_heads(About::Place)
        .filter(|line| line.len() <= LONGEST_LINE)
        .map(str::trim)
        .find(|line| !line.is_empty());
    // A board of many companies' roles copies what it can: the posting's own line is nearer.
    if let Some(line) = line.filter(|_| input.remote_source) {
        stated.own_line(line);
    }
    let is_own = !stated.places.is_empty();
    let hint = input.country_hint.and_then(Country::parse);
    let fields = input.locations.iter().filter(|_| !is_own);
    for (i, &text) in fields.enumerate() {
        // The feed's country is that of the first of several places.
        stated.take(text, &known.segments(text), hint.filter(|_| i == 0));
    }
    let restriction = Restriction::of(input.restricted_to);
    // Where the feed says no place, the countries that it restricts the role to are all that is known of it.
    if stated.places.is_empty() {
        for (country, text) in restriction.countries() {
            stated.place(Within::Country(country).place(), Field::Structured, text);
        }
    }
    stated.fall_back(input, known, hint);
    if let Some(line) = line.filter(|_| stated.places.is_empty()) {
        stated.own_line(line);
    }
    let workplace = workplace::read(input, &stated.workplaces, clues);
    let mut out = Read { workplace, ..Read::default() };
    if out.workplace.value == Workplace::Remote {
        out.open_to = restriction.open_to().unwrap_or_else(|| open_to::read(&stated, clues));
    }
    out.time_zones = time_zones::read(input, clues);
    out.places = stated.places;
    out.unresolved = stated.unresolved;
    // "United States; New York" says the country twice.
    let cities: Vec<Country> =
        out.places.iter().filter(|p| p.value.city.is_some()).map(|p| p.value.country).collect();
    let mut bare = Vec::new();
    out.places.retain(|p| {
        let country = p.value.country;
        let first = p.value.city.is_some() || !bare.contains(&country);
        bare.extend(p.value.city.is_none().then_some(country));
        first && (p.value.city.is_some() || !cities.contains(&country))
    });
    out
}

/// What the locations say, before anything is made of it.
#[derive(Default)]
struct Stated {
    places: Vec<Derived<Place>>,
    unresolved: Vec<String>,
    /// What each segment says of the workplace, with the location that it stands in.
    workplaces: Vec<(Workplace, String)>,
    /// Countries and groups of them, with the location, and whether the word "remote" stands beside them.
    territories: Vec<(Territory, String, bool)>,
    /// Whether "remote" stands for itself, as a place among others.
    is_remote_apart: bool,
    /// The location that says "anywhere" without saying where.
    worldwide: Option<String>,
}

impl Stated {
    fn add(&mut self, text: &str, hint: Option<Country>) {
        self.take(text, &pieces::segments(text), hint);
    }

    /// The same where the location is cut already.
    fn take(&mut self, text: &str, segments: &[Segment], hint: Option<Country>) {
        let named = named(segments);
        let mut before = None;
        for segment in segments {
            self.workplaces.extend(segment.workplace.map(|w| (w, text.to_owned())));
            let is_remote = segment.workplace == Some(Workplace::Remote);
            let (mut found, mut is_open, mut groups) = (Vec::new(), false, false);
            for (i, group) in segment.groups.iter().enumerate() {
                let is_remote = is_remote && i >= segment.remote_from;
                let read = resolve(group, Context { hint, named: &named, before });
                before = read.only;
                groups |= !read.groups.is_empty();
                is_open |= read.is_open;
                let territories = read.groups.into_iter();
                self.territories.extend(territories.map(|t| (t, text.to_owned(), is_remote)));
                found.extend(read.places.into_iter().map(|place| (place, is_remote)));
            }
            if is_open && found.iter().all(|(p, _)| p.city.is_none()) && !groups {
                self.unresolved.push(segment.text.trim().to_owned());
            }
            self.is_remote_apart |= is_remote && found.is_empty() && !groups;
            if segment.worldwide && found.is_empty() && !groups {
                self.worldwide.get_or_insert_with(|| text.to_owned());
            }
            for (place, is_remote) in found {
                self.territories.push((Territory::Country(place.country), text.to_owned(), is_remote));
                self.place(place, Field::Location, text);
            }
        }
    }

    fn place(&mut self, place: Place, field: Field, text: &str) {
        if self.places.iter().all(|p| p.value != place) {
            self.places.push(Derived::new(place, field, text));
        }
    }

    /// The text's own line, where all of it is understood.
    fn own_line(&mut self, line: &str) {
        let mut read = Stated::default();
        read.add(line, None);
        if read.unresolved.is_empty() && !read.places.is_empty() {
            for found in read.places {
                self.place(found.value, Field::Description, line);
            }
            self.territories.extend(read.territories);
        }
    }

    /// What other fields say where the locations name no place, or a country without a city.
    fn fall_back(&mut self, input: &Input<'_>, known: &Known, hint: Option<Country>) {
        let is_remote = self.workplaces.iter().any(|(w, _)| *w == Workplace::Remote);
        if self.places.iter().all(|p| p.value.city.is_none()) {
            self.offices(input, known, is_remote);
        }
        if self.places.is_empty()
            && let Some(country) = hint
        {
            self.territories.push((Territory::Country(country), country.code().to_owned(), false));
            self.place(Within::Country(country).place(), Field::Structured, country.code());
        }
        if self.places.iter().all(|p| p.value.city.is_none()) {
            self.title(input.title);
        }
    }

    /// The offices that the feed assigns the posting to: where no place is named, or cities of the one country that is.
    fn offices(&mut self, input: &Input<'_>, known: &Known, is_remote: bool) {
        let countries: Vec<Country> = self.places.iter().map(|p| p.value.country).collect();
        let mut offices = Stated::default();
        input.offices.iter().for_each(|office| offices.take(office, &known.segments(office), None));
        let fits = |place: &Place| match countries.as_slice() {
            [] => true,
            [only] => place.country == *only && !is_remote && place.city.is_some(),
            _ => false,
        };
        for found in offices.places.into_iter().filter(|p| fits(&p.value)) {
            let text = found.evidence.map(|e| e.text).unwrap_or_default();
            self.territories.push((Territory::Country(found.value.country), text.clone(), false));
            self.place(found.value, Field::Structured, &text);
        }
        self.territories.extend(offices.territories.into_iter().filter(|t| t.2 && countries.is_empty()));
    }

    /// A city in the title's brackets or behind its last dash, in the country that is known, or with its own.
    fn title(&mut self, title: &str) {
        let Some(end) = workplace::title_ends(title).into_iter().find(|end| !end.trim().is_empty()) else {
            return;
        };
        let mut read = Stated::default();
        read.add(end, None);
        let known: Vec<Country> = self.places.iter().map(|p| p.value.country).collect();
        // "Java Developer (Spring)" is not one in Spring, Texas: only well-known cities count.
        let fits =
            |p: &Place| gazetteer::is_well_known(p) && (known.is_empty() || known.contains(&p.country));
        if read.unresolved.is_empty() && read.places.iter().all(|p| fits(&p.value)) {
            for found in read.places {
                self.territories.push((Territory::Country(found.value.country), title.to_owned(), false));
                self.place(found.value, Field::Title, end);
            }
        }
    }
}

/// Countries that stand in the location by a name that means nothing else.
fn named(segments: &[Segment]) -> Vec<Country> {
    let pieces = segments.iter().flat_map(|s| &s.groups).flatten();
    let countries = pieces.filter_map(|piece| match piece.wide().as_slice() {
        [Within::Country(country)] => Some(*country),
        _ => None,
    });
    countries.collect()
}

#[cfg(test)]
mod tests;
