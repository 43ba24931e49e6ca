//! Where a role is, whether it is remote, and from where it may be done.

mod gazetteer;
mod restriction;

use catalog::place::{Country, OpenTo, Place, Territory};
use catalog::schema::Workplace;

use self::gazetteer::{Within, city, country, region, spaced, state};
use self::restriction::Restriction;
use crate::facts::Input;
use crate::{Derived, Evidence, Field};

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
}

/// Reads all location fields of a posting.
pub fn read(input: &Input<'_>) -> Read {
    let mut out = Read::default();
    let mut remote_terms: Vec<Territory> = Vec::new();
    let mut worldwide = None;
    let hint = input.country_hint.and_then(Country::parse);
    for &text in input.locations {
        for part in parts(text) {
            let found = segment(&part, hint);
            if let Some(workplace) = found.workplace
                && out.workplace.evidence.is_none()
            {
                out.workplace = Derived::new(workplace, Field::Location, text);
            }
            if found.worldwide {
                worldwide = Some(Evidence::new(Field::Location, text));
            }
            let resolved = !found.places.is_empty() || !found.regions.is_empty() || found.rest.is_empty();
            remote_terms.extend(found.regions);
            if !resolved {
                out.unresolved.push(part.clone());
            }
            for place in found.places {
                if out.places.iter().all(|p| p.value != place) {
                    out.places.push(Derived::new(place, Field::Location, text));
                }
            }
        }
    }
    let restriction = Restriction::of(input.restricted_to);
    // Where the feed says no place, the countries that it restricts the role to are all that is known of it.
    if out.places.is_empty() {
        out.places.extend(restriction.countries().map(|(country, text)| {
            let place = Place { city: None, region: None, country };
            Derived::new(place, Field::Structured, text)
        }));
    }
    // "Remote" beside the feed's own country: that is all that is known of the place.
    if out.places.is_empty()
        && let Some(country) = hint
    {
        let place = Place { city: None, region: None, country };
        out.places.push(Derived::new(place, Field::Structured, country.code()));
    }
    // "United States; New York" says the country twice.
    let cities: Vec<Country> =
        out.places.iter().filter(|p| p.value.city.is_some()).map(|p| p.value.country).collect();
    out.places.retain(|p| p.value.city.is_some() || !cities.contains(&p.value.country));
    out.workplace = workplace(input, std::mem::take(&mut out.workplace));
    if out.workplace.value == Workplace::Remote {
        out.open_to =
            restriction.open_to().unwrap_or_else(|| open_to(input, &out.places, remote_terms, worldwide));
    }
    out
}

/// The feed's own field, its flag, the places, the title, then sentences of the text.
fn workplace(input: &Input<'_>, from_places: Derived<Workplace>) -> Derived<Workplace> {
    if let Some(hint) = input.workplace_hint {
        let value = match spaced(hint).as_str() {
            "remote" | "fully remote" => Some(Workplace::Remote),
            "hybrid" => Some(Workplace::Hybrid),
            "onsite" | "on site" | "in office" | "office" => Some(Workplace::OnSite),
            _ => None,
        };
        if let Some(value) = value {
            return Derived::new(value, Field::Structured, hint);
        }
    }
    if input.remote_flag == Some(true) {
        return Derived::new(Workplace::Remote, Field::Structured, "remote: true");
    }
    if from_places.evidence.is_some() {
        return from_places;
    }
    if input.remote_source {
        return Derived::new(Workplace::Remote, Field::Source, "a board of remote roles");
    }
    let title = spaced(input.title);
    let has = |word: &str| title.split(' ').any(|w| w == word);
    if has("hybrid") {
        return Derived::new(Workplace::Hybrid, Field::Title, input.title);
    }
    if has("remote") && !title.contains("no remote") {
        return Derived::new(Workplace::Remote, Field::Title, input.title);
    }
    from_text(input.text)
}

const SENTENCES: &[(Workplace, &str)] = &[
    (
        Workplace::OnSite,
        "no remote|not a remote position|not a remote role|this is an on site role|5 days a week in the office|five days a week in the office|on site position|fully on site|this role is on site|this role is onsite",
    ),
    (
        Workplace::Hybrid,
        "hybrid role|hybrid position|hybrid working|hybrid model|hybrid schedule|days a week in the office|days per week in the office|days in the office|days per week in office|days a week in office|within 50 miles|hybrid setup|hybrid environment|days from the office|jours de teletravail",
    ),
    (
        Workplace::Remote,
        "fully remote|100 remote|this is a remote role|this role is remote|this is a remote position|remote position|remote role|work from anywhere|full remote|this position is remote",
    ),
];

fn from_text(text: &str) -> Derived<Workplace> {
    for line in text.lines() {
        let folded = format!(" {} ", spaced(line));
        for (value, phrases) in SENTENCES {
            // "A remote or hybrid model", "in the office or from afar": such a line says both.
            if *value == Workplace::Hybrid && folded.contains(" remote ") && !folded.contains(" miles ") {
                continue;
            }
            if let Some(phrase) = phrases.split('|').find(|p| folded.contains(&format!(" {p} "))) {
                return Derived::new(*value, Field::Description, phrase);
            }
        }
    }
    Derived::default()
}

fn open_to(
    input: &Input<'_>,
    places: &[Derived<Place>],
    terms: Vec<Territory>,
    worldwide: Option<Evidence>,
) -> Derived<OpenTo> {
    let mut territories = terms;
    territories.extend(places.iter().map(|p| Territory::Country(p.value.country)));
    territories.sort();
    territories.dedup();
    if !territories.is_empty() {
        let text = input.locations.join("; ");
        return Derived::new(OpenTo::Only(territories), Field::Location, &text);
    }
    let folded = format!(" {} ", spaced(input.text));
    let anywhere = [
        "work from anywhere in the world",
        "anywhere in the world",
        "remote worldwide",
        "fully remote worldwide",
    ];
    match (worldwide, anywhere.iter().find(|a| folded.contains(&format!(" {a} ")))) {
        (Some(evidence), _) => Derived { value: OpenTo::Worldwide, evidence: Some(evidence) },
        (None, Some(phrase)) => Derived::new(OpenTo::Worldwide, Field::Description, phrase),
        _ => Derived::default(),
    }
}

/// The places that one string joins: parted by `;`, `|`, `/`, ` or `, ` and `, `&`, a bullet or a new line.
fn parts(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    if ["n/a", "na", "none", "various"].iter().any(|none| text.trim().eq_ignore_ascii_case(none)) {
        return Vec::new();
    }
    for joint in [" or ", " Or ", " OR ", " and ", " & ", " | ", "•", "·", "\n", " / ", "/", "|"] {
        text = text.replace(joint, ";");
    }
    text.split(';').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

#[derive(Default)]
struct Segment {
    places: Vec<Place>,
    regions: Vec<Territory>,
    workplace: Option<Workplace>,
    worldwide: bool,
    rest: String,
}

/// Words that are no part of a place's name.
const FILLER: [&str; 24] = [
    "remote",
    "hybrid",
    "onsite",
    "on",
    "site",
    "office",
    "offices",
    "based",
    "hq",
    "headquarters",
    "only",
    "area",
    "greater",
    "metro",
    "metropolitan",
    "region",
    "fully",
    "first",
    "friendly",
    "within",
    "in",
    "home",
    "the",
    "in-office",
];

fn segment(text: &str, hint: Option<Country>) -> Segment {
    let mut out = Segment::default();
    if text.starts_with('#') {
        return out;
    }
    let all = spaced(text);
    let has = |word: &str| all.split(' ').any(|w| w == word);
    if has("hybrid") {
        out.workplace = Some(Workplace::Hybrid);
    } else if (has("remote") && !all.contains("no remote"))
        || all.contains("home based")
        || has("teletravail")
    {
        out.workplace = Some(Workplace::Remote);
    } else if all.contains("on site") || has("onsite") {
        out.workplace = Some(Workplace::OnSite);
    }
    out.worldwide = ["worldwide", "anywhere", "global", "globally"].iter().any(|w| has(w));
    // Commas part a place into city, region, country; so do brackets and spaced dashes.
    let pieces: Vec<String> = text
        .replace([')', ']', '#'], "")
        .replace(['(', '[', ':'], ",")
        .split(',')
        .flat_map(|piece| prefixed(piece).unwrap_or_else(|| dashed(piece)))
        .filter(|p| {
            !p.is_empty()
                && !["worldwide", "anywhere", "global", "globally", "locations", "multiple"]
                    .contains(&p.as_str())
        })
        .collect();
    out.rest = pieces.join(" ");
    resolve(&pieces, hint, &mut out);
    out
}

/// "US-Atlanta", "CA-Toronto", "US-Remote": a country before a hyphen, where what follows lies in it.
fn prefixed(piece: &str) -> Option<Vec<String>> {
    let (first, rest) = piece.split_once('-')?;
    let code = || Country::parse(first.trim()).filter(|c| c.code() == first.trim() && c.is_known());
    let found = code().or_else(|| country(&spaced(first)))?;
    let rest = clean(rest);
    let fits = rest.is_empty()
        || city(&rest, Some(&Within::Country(found))).is_some()
        || matches!(state(&rest), Some(Within::Admin(c, _)) if c == found);
    fits.then(|| [spaced(found.name()), rest].into_iter().filter(|p| !p.is_empty()).collect())
}

/// "Remote - EMEA": spaced dashes part as commas do.
fn dashed(piece: &str) -> Vec<String> {
    piece.replace(" – ", " - ").replace(" — ", " - ").split(" - ").map(clean).collect()
}

fn clean(piece: &str) -> String {
    let folded = spaced(piece);
    // A name may consist of fillers in part ("Area" in "Bay Area"): whole pieces are looked up first.
    if country(&folded).is_some()
        || state(&folded).is_some()
        || region(&folded).is_some()
        || city(&folded, None).is_some()
    {
        return folded;
    }
    let words = folded.split(' ').filter(|w| !FILLER.contains(w) && !w.chars().all(|c| c.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}

/// City, region, country in that order, or the other way round, or several cities in a row.
fn resolve(pieces: &[String], hint: Option<Country>, out: &mut Segment) {
    let mut i = 0;
    while i < pieces.len() {
        let piece = pieces[i].as_str();
        let next = pieces.get(i + 1).map(String::as_str);
        let after = pieces.get(i + 2).map(String::as_str);
        // "Atlanta, Georgia, US": the widest that follows narrows best, so try region with country first.
        let narrowed = |scope: &Within| city(piece, Some(scope)).map(gazetteer::City::place);
        if let Some(place) = next.and_then(state).and_then(|s| narrowed(&s)) {
            let same = after.and_then(country).is_none_or(|c| c == place.country);
            if same {
                i += 2 + usize::from(after.and_then(country).is_some());
                out.places.push(place);
                continue;
            }
        }
        if let Some(scope) = next.and_then(country).map(Within::Country)
            && let Some(place) = narrowed(&scope)
        {
            out.places.push(place);
            i += 2;
            continue;
        }
        // "Dublin, Leinster, Ireland": a region that the tables do not name.
        if let Some(scope) = after.and_then(country).map(Within::Country)
            && next.is_none_or(|next| city(next, Some(&scope)).is_none())
            && let Some(place) = narrowed(&scope)
        {
            out.places.push(place);
            i += 3;
            continue;
        }
        single(piece, hint, out);
        i += 1;
    }
}

fn single(piece: &str, hint: Option<Country>, out: &mut Segment) {
    if let Some(region) = region(piece) {
        out.regions.push(Territory::Region(region));
        return;
    }
    // "US, New York": the country before the city narrows it; a city that is its own country is a city.
    let scope = hint
        .or_else(|| out.places.last().filter(|p| p.city.is_none()).map(|p| p.country))
        .map(Within::Country);
    let narrowed = scope.as_ref().and_then(|s| city(piece, Some(s)));
    if let Some(country) = country(piece)
        // A country that is one city is that city; Luxembourg is both.
        && piece != "singapore"
        && narrowed.is_none_or(|_| piece != "luxembourg")
    {
        out.places.push(Place { city: None, region: None, country });
        return;
    }
    // "DC, Maryland, Virginia": a state's name is the state, but for cities that are better known.
    let known =
        city(piece, None).filter(|c| piece.len() <= 2 || state(piece).is_none() || c.population >= 500);
    if let Some(found) = narrowed.or(known) {
        let place = found.place();
        if out.places.last().is_some_and(|p| p.city.is_none() && p.country == place.country) {
            out.places.pop();
        }
        out.places.push(place);
        return;
    }
    if let Some(place) = joined(piece) {
        out.places.push(place);
        return;
    }
    match state(piece) {
        Some(Within::Admin(country, admin1)) if piece.len() > 2 || out.places.is_empty() => {
            let region = Some(format!("{}.{admin1}", country.code()));
            if out.places.iter().all(|p| p.country != country) {
                out.places.push(Place { city: None, region, country });
            }
        }
        _ => {}
    }
}

/// "Seattle Washington", "Taipei City": a city with its region or the word behind it, without a comma.
fn joined(piece: &str) -> Option<Place> {
    if let Some(found) = piece.strip_suffix(" city").and_then(|name| city(name, None)) {
        return Some(found.place());
    }
    let ends = piece.match_indices(' ').map(|(at, _)| at).rev().take(2);
    let mut found = ends.filter_map(|at| {
        let (name, wide) = (&piece[..at], &piece[at + 1..]);
        let scope = state(wide).or_else(|| country(wide).map(Within::Country))?;
        city(name, Some(&scope)).map(gazetteer::City::place)
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(text: &str) -> Read {
        read(&Input { locations: &[text], ..Input::default() })
    }

    fn shown(read: &Read) -> String {
        let place = |p: &Derived<Place>| match &p.value.city {
            Some(city) => city.slug.clone(),
            None => p.value.country.code().to_owned(),
        };
        read.places.iter().map(place).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn places_resolve() {
        let check = |text: &str, expected: &str| assert_eq!(shown(&read_one(text)), expected, "{text}");
        check("Tbilisi, Georgia", "tbilisi-ge");
        check("Atlanta, Georgia", "atlanta-us");
        check("London, Ontario", "london-ca");
        check("London", "london-gb");
        check("Cambridge, MA", "cambridge-us");
        check("Birmingham, AL", "birmingham-us");
        check("Dublin", "dublin-ie");
        check("NYC", "new-york-city-us");
        check("SF Bay Area", "san-francisco-us");
        check("Greater Berlin", "berlin-de");
        check("Remote U.S.", "US");
        check("IND", "IN");
        check("San Francisco, CA; New York, NY; Remote - Canada", "san-francisco-us new-york-city-us CA");
        check("Berlin, Germany", "berlin-de");
        check("Paris / Lyon", "paris-fr lyon-fr");
        check("2 Locations", "");
        check("#LI-Remote", "");
        check("Singapore", "singapore-sg");
        check("US-Chicago; US-Atlanta; US-Remote", "chicago-us atlanta-us");
        check("CA-Toronto", "toronto-ca");
        check("Canada-Toronto", "toronto-ca");
        check("US-SF, US-Seattle", "san-francisco-us seattle-us");
        check("Stratford-upon-Avon", "");
        check("CPT/JHB", "cape-town-za johannesburg-za");
        check("SF, SEA, NY, Remote-US", "san-francisco-us seattle-us new-york-city-us");
        check("Seattle Washington", "seattle-us");
        check("Taipei City", "taipei-tw");
        check("Sydney Or Melbourne", "sydney-au melbourne-au");
        check("N/A", "");
        check("IN - Bengaluru", "bengaluru-in");
        check("DC, Maryland, Virginia", "washington-us");
        check("New York", "new-york-city-us");
    }

    #[test]
    fn remote_says_from_where() {
        let read = read_one("Remote, Canada");
        assert_eq!(read.workplace.value, Workplace::Remote);
        assert_eq!(read.open_to.value, OpenTo::Only(vec![Territory::Country(Country::parse("CA").unwrap())]));
        let emea = read_one("Remote - EMEA");
        assert_eq!(emea.open_to.value, OpenTo::Only(vec![Territory::Region(catalog::place::Region::Emea)]));
        assert_eq!(read_one("Remote (Worldwide)").open_to.value, OpenTo::Worldwide);
        assert_eq!(read_one("Berlin").open_to.value, OpenTo::Unspecified);
        let hinted =
            super::read(&Input { locations: &["Remote"], country_hint: Some("ZA"), ..Input::default() });
        assert_eq!((shown(&hinted).as_str(), hinted.places.len()), ("ZA", 1));
        assert_eq!(
            hinted.open_to.value,
            OpenTo::Only(vec![Territory::Country(Country::parse("ZA").unwrap())])
        );
    }

    #[test]
    fn sentences_say_the_workplace() {
        let check = |text: &str, expected: Workplace| {
            let read = read(&Input { text, ..Input::default() });
            assert_eq!(read.workplace.value, expected, "{text}");
        };
        check("Remote-first, must live within 50 miles of the office", Workplace::Hybrid);
        check("Sorry, no remote.", Workplace::OnSite);
        check("This role is fully remote.", Workplace::Remote);
        check("We sell remote controls.", Workplace::Unspecified);
        check("We offer a remote or hybrid working model.", Workplace::Unspecified);
    }
}
