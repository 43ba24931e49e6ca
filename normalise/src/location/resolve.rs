//! From pieces to places: city, region, country in that order, the other way round, or several in a row.

use catalog::place::{Country, Place, Territory};

use super::gazetteer::{self, Alone, City, alone, city};
use super::pieces::Piece;
use super::wide::{self, Within};

/// What else is known where a name could mean several places.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The feed's own country, where the place is the posting's only one.
    pub hint: Option<Country>,
    /// Countries that stand elsewhere in the location, by name.
    pub named: &'a [Country],
    /// The region or country that stands right before: "TX | Austin".
    pub before: Option<Within>,
}

/// What a run of pieces names.
#[derive(Debug, Default)]
pub struct Found {
    pub places: Vec<Place>,
    /// Groups of countries.
    pub groups: Vec<Territory>,
    /// Whether something in it is not known.
    pub is_open: bool,
    /// The region or country, where that is all.
    pub only: Option<Within>,
}

/// Reads a run of pieces.
pub fn resolve(pieces: &[Piece], context: Context<'_>) -> Found {
    let out = Found::default();
    let mut reader =
        Reader { context, scopes: context.before.into_iter().collect(), pending: Vec::new(), out };
    let mut at = 0;
    while at < pieces.len() {
        at += reader.step(&pieces[at..]);
    }
    let only = reader.pending.first().copied().filter(|_| pieces.len() == 1);
    reader.settle();
    reader.lone(pieces);
    Found { only, ..reader.out }
}

/// How many pieces at the beginning list states: "MO, AR, LA, KS", though some of the codes are short for cities too.
fn states(pieces: &[Piece]) -> usize {
    let is_state = |p: &&Piece| p.is_short() && matches!(p.wide().first(), Some(Within::Admin(..)));
    let count = pieces.iter().take_while(is_state).count();
    let all_cities = pieces[..count].iter().all(|piece| gazetteer::is_meant(&piece.name));
    if count >= 3 && !all_cities { count } else { 0 }
}

struct Reader<'a> {
    context: Context<'a>,
    /// What the region or country that stands before may mean.
    scopes: Vec<Within>,
    /// The same, as long as it is no place yet and no city stands for it.
    pending: Vec<Within>,
    out: Found,
}

impl Reader<'_> {
    /// Reads the first piece, with those behind it that narrow it down; says how many these are.
    fn step(&mut self, pieces: &[Piece]) -> usize {
        let piece = &pieces[0];
        let states = states(pieces);
        if states > 0 {
            self.settle();
            self.out.places.extend(piece.wide().first().map(|w| Within::Country(w.country()).place()));
            return states;
        }
        if let Some((found, used)) = narrowed(pieces) {
            self.settle();
            self.out.places.push(found.place());
            self.scopes = vec![Within::Country(found.country)];
            return used;
        }
        let group = wide::group(&piece.name);
        if !group.is_empty() {
            self.out.groups.extend(group);
            return 1;
        }
        let wide = piece.wide();
        let is_city = gazetteer::is_meant(&piece.name)
            || is_in_own_country(piece, &wide)
            || is_namesake(&piece.name, &wide)
            || is_greater(&piece.name, &wide);
        if !wide.is_empty() && !is_city {
            self.widen(piece, wide, pieces.get(1));
            return 1;
        }
        match self.find(&piece.name).filter(|place| !contradicts(place, &pieces[1..])) {
            // "Pinecrest - Orange, OH": a branch is often called after another place.
            Some(place) if piece.is_before_dash && is_branch(&place, &pieces[1..]) => {}
            Some(place) => {
                let inside = |within: &Within| within.country() == place.country;
                if self.pending.iter().any(inside) {
                    self.pending.clear();
                }
                self.settle();
                self.out.places.push(place);
            }
            None => self.out.is_open = true,
        }
        1
    }

    /// A town that is all that stands there, and whose name no other place has.
    fn lone(&mut self, pieces: &[Piece]) {
        if let [only] = pieces
            && self.out.is_open
            && self.out.places.is_empty()
            && let Some(town) = gazetteer::lone(&only.name)
        {
            self.out.places.push(town.place());
            self.out.is_open = false;
        }
    }

    /// A region or country: it narrows what follows, and is a place if nothing does.
    fn widen(&mut self, piece: &Piece, wide: Vec<Within>, next: Option<&Piece>) {
        // "Cape Town, SA", "Changping, BJ, CN": two capitals that fit neither the city before nor the country behind say nothing.
        let behind = next.map(Piece::wide).unwrap_or_default();
        let misfits =
            !behind.is_empty() && !behind.iter().any(|b| wide.iter().any(|w| w.country() == b.country()));
        if piece.is_short() && (misfits && self.out.is_open || !self.out.places.is_empty() && wide.len() > 1)
        {
            return;
        }
        let refines = |w: &&Within| self.pending.iter().any(|p| p.country() == w.country());
        let refined: Vec<Within> = wide.iter().filter(refines).copied().collect();
        if refined.is_empty() {
            self.settle();
            self.pending.clone_from(&wide);
            self.scopes = wide;
        } else {
            // "US, Georgia" and "Georgia, US".
            let narrow =
                refined.iter().chain(&self.pending).find(|w| matches!(w, Within::Admin(..))).copied();
            let country = refined[0].country();
            let narrow = narrow.filter(|w| w.country() == country).unwrap_or(refined[0]);
            self.scopes = vec![narrow, Within::Country(country)];
            self.pending = vec![narrow];
        }
    }

    /// What stood alone becomes a place, if it can mean one only.
    fn settle(&mut self) {
        let fits =
            |w: &&Within| self.context.named.contains(&w.country()) || self.context.hint == Some(w.country());
        let meant = match self.pending.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(fits).or_else(|| likely(several)).copied(),
        };
        match meant {
            Some(within) => self.out.places.push(within.place()),
            None if self.pending.is_empty() => {}
            None => self.out.is_open = true,
        }
        self.pending.clear();
    }

    /// A city without a region behind it.
    fn find(&self, name: &str) -> Option<Place> {
        let free = alone(name);
        let dominant = match free {
            Alone::City(city) => Some(city),
            _ => None,
        };
        // A town that lies in what stands before gives way to a city of the world: "US, London".
        let fits = |found: &&City| {
            found.people > 0 || dominant.is_none_or(|d| d.country == found.country || d.people < 500)
        };
        let narrow = best(name, &self.scopes).filter(fits);
        let hinted = self.context.hint.and_then(|c| city(name, Within::Country(c))).filter(fits);
        if let Some(found) = narrow.or(hinted).or(dominant) {
            return Some(found.place());
        }
        let named = self.context.named.iter().find_map(|c| city(name, Within::Country(*c)));
        if let Some(found) = named.filter(|found| found.people > 0) {
            return Some(found.place());
        }
        if let Alone::Country(country) = free {
            return Some(Within::Country(country).place());
        }
        let inner = || self.scopes.iter().find_map(|&scope| first_words(name, scope));
        joined(name).or_else(|| inner().or_else(|| gazetteer::leading(name)).map(City::place))
    }
}

/// "Tyler Warehouse" where Texas stands before: a city of the region with words behind it.
fn first_words(name: &str, scope: Within) -> Option<&'static City> {
    let region = matches!(scope, Within::Admin(..));
    let mut heads = name.match_indices(' ').map(|(at, _)| &name[..at]).rev().take(if region { 3 } else { 0 });
    heads.find_map(|head| city(head, scope).filter(|found| found.people > 0))
}

/// "Utrecht", "Zürich": a region that has its name from its city. Quebec is more often the province.
fn is_namesake(name: &str, wide: &[Within]) -> bool {
    let regions = || wide.iter().all(|w| matches!(w, Within::Admin(..)));
    name != "quebec"
        && !wide.is_empty()
        && regions()
        && matches!(alone(name), Alone::City(city) if wide.iter().any(|w| city.is_in(*w) && !city.is_called_more(name)))
}

/// "Münster": a city that more people know than the region of that name, which lies in another country. States and provinces of
/// North America are better known than any city.
fn is_greater(name: &str, wide: &[Within]) -> bool {
    let lesser = |w: &Within| matches!(w, Within::Admin(c, _) if !["US", "CA"].contains(&c.code()));
    let apart = |city: &City| wide.iter().all(|w| w.country() != city.country);
    wide.iter().all(lesser) && matches!(alone(name), Alone::City(c) if c.people >= 100 && apart(c))
}

/// A country whose code is that of a lesser-known region, too: states of the US alone are named without their country.
fn likely(several: &[Within]) -> Option<&Within> {
    let known = |w: &Within| matches!(w, Within::Admin(c, _) if c.code() == "US");
    if several.iter().any(known) { None } else { several.iter().find(|w| matches!(w, Within::Country(_))) }
}

/// "Berlin, CT", "Santiago, Spain": what stands behind says that it is not the well-known one.
fn contradicts(place: &Place, behind: &[Piece]) -> bool {
    let Some(next) = behind.first() else { return false };
    let wide = next.wide();
    let elsewhere = !wide.is_empty() && wide.iter().all(|w| w.country() != place.country);
    let is_state = matches!(wide.first(), Some(Within::Admin(c, _)) if c.code() == "US");
    elsewhere && (is_state || behind.len() == 1 && !next.is_short())
}

/// Whether a lesser place stands before another, of which the state is said.
fn is_branch(place: &Place, behind: &[Piece]) -> bool {
    !gazetteer::is_well_known(place)
        && narrowed(behind).is_some_and(|(found, _)| {
            let scope = behind.get(1).map(Piece::wide).unwrap_or_default();
            scope.iter().any(|w| matches!(w, Within::Admin(..)) && found.is_in(*w))
        })
}

/// "Singapore", "Hong Kong": a country that is one city. Luxembourg and Panama are both.
fn is_in_own_country(piece: &Piece, wide: &[Within]) -> bool {
    ["singapore", "hong kong", "monaco"].contains(&piece.name.as_str()) && !wide.is_empty()
}

/// A city whose region or country stands behind it, at most three pieces on.
fn narrowed(pieces: &[Piece]) -> Option<(&'static City, usize)> {
    let name = pieces.first()?.name.as_str();
    let free = alone(name);
    let elsewhere = matches!(free, Alone::City(c) if c.country.code() != "US");
    let is_district = || pieces.get(1).is_some_and(is_district) && !elsewhere;
    if !gazetteer::is_city(name) && !is_district() {
        return None;
    }
    let is_known = matches!(free, Alone::City(c) if c.people >= 100);
    let own = pieces[0].wide();
    for last in (1..=3.min(pieces.len() - 1)).rev() {
        let between = &pieces[1..last];
        let found: Vec<&City> = (pieces[last].wide().into_iter())
            .filter(|&scope| is_city_of(name, &own, scope))
            .filter(|scope| !elsewhere || !is_in_district(*scope))
            .filter_map(|scope| in_scope(name, scope, between))
            .filter(|found| found.people > 0 || !is_known || !pieces[1..=last].iter().any(is_famous))
            .collect();
        if let Some(first) = found.first() {
            // "London, CA": a town of the state gives way to a city of the country.
            let greater = found.iter().find(|c| first.people == 0 && c.people >= 100);
            return Some((greater.unwrap_or(first), last + 1));
        }
    }
    None
}

/// "Portland, New York": a state's name that is more often its city's.
fn is_famous(piece: &Piece) -> bool {
    let wide = piece.wide();
    !piece.is_short()
        && !wide.is_empty()
        && (gazetteer::is_meant(&piece.name) || is_namesake(&piece.name, &wide))
}

fn is_district(piece: &Piece) -> bool {
    piece.wide().iter().any(|w| is_in_district(*w))
}

/// The District of Columbia; "Bogotá, D.C." is another.
fn is_in_district(within: Within) -> bool {
    matches!(within, Within::Admin(country, "DC") if country.code() == "US")
}

/// Whether a name that is a region's or country's too may be a city there: "Lebanon, NH", "Luxembourg, LU", "New York, US";
/// not "California, US" or "Canada, Mexico".
fn is_city_of(name: &str, own: &[Within], scope: Within) -> bool {
    match scope {
        Within::Admin(..) => true,
        Within::Country(country) => {
            let region = own.iter().any(|w| matches!(w, Within::Admin(..)));
            let other = own.iter().any(|w| matches!(w, Within::Country(c) if *c != country));
            gazetteer::is_meant(name) || is_namesake(name, own) || !region && !other
        }
    }
}

/// The city there, if what stands between is its region, itself again, or not known.
fn in_scope(name: &str, scope: Within, between: &[Piece]) -> Option<&'static City> {
    let regions = between.iter().flat_map(Piece::wide);
    let mut regions = regions.filter(|w| matches!(w, Within::Admin(..)) && w.country() == scope.country());
    let found = match regions.next() {
        // "San Francisco, New York, US": a region that it does not lie in is the next place.
        Some(region) => city(name, region)?,
        None => city(name, scope)?,
    };
    let fits = |piece: &Piece| {
        let other = || gazetteer::rival(&piece.name, scope).filter(|other| !std::ptr::eq(*other, found));
        !piece.wide().is_empty()
            || piece.name.len() <= 3 && !gazetteer::is_meant(&piece.name)
            || other().is_none() && !is_abroad(&piece.name, scope.country())
    };
    between.iter().all(fits).then_some(found)
}

/// "Chicago, Toronto, US": a city of the world, of which the country has none.
fn is_abroad(name: &str, country: Country) -> bool {
    let known = matches!(alone(name), Alone::City(c) if c.country != country && c.people >= 500);
    known && city(name, Within::Country(country)).is_none_or(|c| c.people == 0)
}

/// The first scope's city of that name; a town of it gives way to a city of another.
fn best(name: &str, scopes: &[Within]) -> Option<&'static City> {
    let found: Vec<&City> = scopes.iter().filter_map(|&scope| city(name, scope)).collect();
    let first = *found.first()?;
    Some(found.into_iter().find(|c| first.people == 0 && c.people >= 100).unwrap_or(first))
}

/// "Seattle Washington", "Houston Texas United States", "Bremen Germany": a city with what narrows it, without a comma.
fn joined(name: &str) -> Option<Place> {
    let mut scope: Option<Within> = None;
    let mut rest = name;
    for _ in 0..2 {
        let ends = rest.match_indices(' ').map(|(at, _)| at).rev().take(3);
        let found = ends.map(|at| (&rest[..at], &rest[at + 1..])).find_map(|(head, tail)| {
            let wide = wide::wide(tail).iter().find(|w| scope.is_none_or(|s| s.country() == w.country()))?;
            Some((head, *wide))
        });
        let Some((head, within)) = found else { break };
        (rest, scope) = (head, Some(within));
        if let Some(found) = city(rest, within) {
            return Some(found.place());
        }
    }
    // "Mumbai Maharashtra India" with a region that the tables do not name.
    let (scope, (head, _)) = scope.zip(rest.rsplit_once(' '))?;
    city(head, scope).filter(|found| found.people >= 100).map(City::place)
}
