//! A free-text location cut into segments (one place each, or a list) and their pieces (city, region, country).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use catalog::place::Country;
use catalog::schema::Workplace;
use foldhash::fast::RandomState;

use super::gazetteer;
use super::wide::{self, Within};
use super::words::{DIRECTIONS, DIVISIONS, EXCEPT, FILLER, MORE, WORLDWIDE};
use crate::scan::spaced;

/// Marks a comma that was a spaced dash.
const DASHED: char = '\u{1}';
/// The same with its comma.
const DASH: &str = ",\u{1}";

/// Bytes of a location that are read.
const LONGEST: usize = 2_000;

/// Locations that are cut once, however many postings have them.
#[derive(Clone, Debug, Default)]
pub struct Known(HashMap<String, Vec<Segment>, RandomState>);

impl Known {
    /// Cuts each once.
    pub fn of<'a>(locations: impl Iterator<Item = &'a str>) -> Known {
        let mut all = HashMap::default();
        for text in locations {
            if !all.contains_key(text) {
                all.insert(text.to_owned(), segments(text));
            }
        }
        Known(all)
    }

    /// A location's segments, cut now where it is not known.
    pub fn segments(&self, text: &str) -> Cow<'_, [Segment]> {
        self.0.get(text).map_or_else(|| segments(text).into(), Cow::from)
    }
}

/// A stretch between `;`, `|`, `/` and the like.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    /// Runs of pieces that belong together: "US-CA-San Francisco, US-Remote" has two.
    pub groups: Vec<Vec<Piece>>,
    /// The first group that is remote, where it says so: "Toronto, Remote in the US" has one before it.
    pub remote_from: usize,
    /// What its words say of the workplace.
    pub workplace: Option<Workplace>,
    /// Whether it says "anywhere".
    pub worldwide: bool,
    /// As written.
    pub text: String,
}

impl Segment {
    /// Whether it names countries, regions and groups of them alone.
    fn is_wide(&self) -> bool {
        let wide = |piece: &Piece| !piece.wide().is_empty() || !wide::group(&piece.name).is_empty();
        self.groups.iter().flatten().all(|piece| wide(piece) && !gazetteer::is_meant(&piece.name))
    }
}

/// A stretch between commas.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Folded, without words that name no place.
    pub name: String,
    /// As written, where it is a code in capitals.
    code: Option<String>,
    /// Whether "remote" stands in it.
    is_remote: bool,
    /// Whether a spaced dash parts it from the next.
    pub is_before_dash: bool,
}

impl Piece {
    fn new(text: &str) -> Piece {
        let raw = text.trim().trim_matches(|c: char| !c.is_alphanumeric());
        let name = clean(raw);
        let words = || {
            let words = raw.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.filter(|w| !w.bytes().any(|b| b.is_ascii_digit()))
        };
        // What stands beside a code may be filler: "US Remote", "Remote DE". Alone, "ON" and "IN" are codes.
        let is_filler = |w: &str| FILLER.contains(spaced(w).as_str());
        let only = match words().count() {
            1 => words().next(),
            _ => Some(words().filter(|w| !is_filler(w)))
                .and_then(|mut w| w.next().filter(|_| w.next().is_none())),
        };
        let is_code = |w: &&str| (2..=3).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase());
        let is_remote = words().any(|w| w.eq_ignore_ascii_case("remote"));
        Piece { name, code: only.filter(is_code).map(str::to_owned), is_remote, is_before_dash: false }
    }

    /// Whether it is two capitals.
    pub fn is_short(&self) -> bool {
        self.code.as_ref().is_some_and(|code| code.len() == 2)
    }

    /// Regions and countries that it may mean.
    pub fn wide(&self) -> Vec<Within> {
        let codes = self.code.as_deref().map_or(&[][..], wide::code);
        let mut all = codes.to_vec();
        all.extend(wide::wide(&self.name).iter().filter(|within| !codes.contains(within)));
        all
    }

    fn is_known(&self) -> bool {
        is_known(&self.name) || !self.wide().is_empty()
    }
}

/// Cuts a location. Linear in its length.
pub fn segments(text: &str) -> Vec<Segment> {
    let end = (0..=LONGEST.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let text = without_more(&text[..end]);
    let bare = text.trim().to_lowercase();
    if ["n/a", "na", "none", "various", "tbd"].contains(&bare.as_str()) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for stretch in text.split([';', '|', '•', '·', '\n', '\t', '→', '*', '+']) {
        let first = out.len();
        for part in slashed(stretch) {
            let from = out.len();
            out.extend(conjoined(part).into_iter().map(segment));
            share_remote(&mut out[from..]);
        }
        // "Remote EU/UK", but not "Remote US / London".
        if out[first..].iter().all(Segment::is_wide) {
            share_remote(&mut out[first..]);
        }
    }
    out
}

/// "Remote (US & Canada)", "remote in Europe or Asia": the word counts for all that is joined. "Remote or Berlin" and "Europe (remote)
/// or Berlin" are two things.
fn share_remote(joined: &mut [Segment]) {
    let (mut is_remote, mut was_wide) = (false, false);
    for segment in joined {
        let is_wide = segment.is_wide();
        if is_remote && segment.workplace.is_none() && (is_wide || !was_wide) {
            segment.workplace = Some(Workplace::Remote);
        }
        is_remote = segment.workplace == Some(Workplace::Remote) && !segment.groups.is_empty();
        was_wide = is_wide;
    }
}

/// Without "+3 more…", "and 2 other locations", "except California".
fn without_more(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let begins = |at: &usize| !lower[..*at].ends_with(char::is_alphanumeric);
    let all = EXCEPT.iter().filter_map(|word| lower.find(word).filter(begins));
    let until = all.min().unwrap_or(text.len());
    let (text, lower) = (&text[..until], &lower[..until]);
    let Some(at) = MORE.iter().find_map(|word| lower.find(word)) else { return text.to_owned() };
    let head = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    if head.len() == text[..at].len() {
        return text.to_owned();
    }
    head.trim_end_matches(['+', '&', ' ', ',']).trim_end_matches(" and").to_owned()
}

/// Parted at slashes; "Curitiba/PR" is one place.
fn slashed(text: &str) -> Vec<&str> {
    let is_region = |part: &str| {
        let part = part.trim();
        part.len() == 2
            && !gazetteer::is_meant(&spaced(part))
            && matches!(wide::code(part), [Within::Admin(..), ..])
    };
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices('/') {
        let after = &text[at + 1..];
        let next = &after[..after.find('/').unwrap_or(after.len())];
        if !is_region(next) || is_region(&text[from..at]) {
            out.push(&text[from..at]);
            from = at + 1;
        }
    }
    out.push(&text[from..]);
    out
}

/// Parted at "or" and "and" in the languages of postings, but for names that have one of them.
fn conjoined(text: &str) -> Vec<String> {
    const JOINTS: [&str; 14] =
        ["or", "and", "&", "oder", "und", "ou", "et", "y", "o", "e", "en", "i", "lub", "of"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    let mut from = 0;
    for (i, word) in words.iter().enumerate() {
        let is = |joint: &&str| word.eq_ignore_ascii_case(joint);
        if !JOINTS.iter().any(is) || i == 0 || i + 1 == words.len() {
            continue;
        }
        // "Trinidad and Tobago", "State of Mexico", "Boulogne en Forêt": the name around it is looked up whole.
        let start = words[from..i].iter().rposition(|w| w.ends_with(',')).map_or(from, |at| from + at + 1);
        let until = words[i..].iter().position(|w| w.ends_with(',')).map_or(words.len(), |at| i + at + 1);
        let around = spaced(&words[start..until].join(" "));
        let is_name = is_known(&around) || !wide::group(&around).is_empty();
        // Short joints are words of names too: they part what is known on both sides only.
        let weak = ["y", "o", "e", "en", "i", "of"].iter().any(is);
        let known = |words: &[&str]| Piece::new(&words.join(" ")).is_known();
        if is_name || weak && !(known(&words[start..i]) && known(&words[i + 1..until])) {
            continue;
        }
        out.push(words[from..i].join(" "));
        from = i + 1;
    }
    out.push(words[from..].join(" "));
    out.retain(|part| !part.trim().is_empty());
    out
}

fn segment(text: String) -> Segment {
    let mut out = Segment { text, ..Segment::default() };
    let words = spaced(&out.text);
    out.workplace = super::workplace::of_words(&words);
    if out.text.trim_start().starts_with('#') {
        return out;
    }
    let padded = format!(" {words} ");
    out.worldwide = WORLDWIDE.iter().any(|phrase| padded.contains(phrase));
    // "Halle (Saale)", "Bogotá, D.C.".
    if gazetteer::is_meant(&words) {
        out.groups.push(vec![Piece::new(&out.text.replace([',', '(', ')'], " "))]);
        return out;
    }
    // Commas part a place into city, region, country; so do brackets, colons and spaced dashes.
    let opened = opened(&out.text);
    let mut run = Vec::new();
    for piece in opened.split(',').filter(|piece| !is_of_time(piece)) {
        let (piece, is_after_dash) = piece.strip_prefix(DASHED).map_or((piece, false), |rest| (rest, true));
        if let Some(last) = run.last_mut().filter(|_: &&mut Piece| is_after_dash) {
            last.is_before_dash = true;
        }
        match hyphened(piece) {
            Some(group) => {
                out.groups.push(std::mem::take(&mut run));
                out.groups.push(group);
            }
            None => run.extend(unjoined(piece)),
        }
    }
    out.groups.push(run);
    out.groups.iter_mut().for_each(named_alone);
    out.groups.retain(|group| !group.is_empty());
    part_remote(&mut out);
    out
}

/// With a comma for each bracket, colon and slash, and a marked one for each spaced dash.
fn opened(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' | ')' | '[' | ']' | '{' | '}' | ':' | '/' => out.push(','),
            '-' | '–' | '—' | '−' if out.ends_with(' ') || chars.peek() == Some(&' ') => {
                out.truncate(out.trim_end_matches(' ').len());
                chars.next_if_eq(&' ');
                out.push_str(DASH);
            }
            '—' | '−' => out.push('–'),
            c => out.push(c),
        }
    }
    out
}

/// Leaves out what names nothing. "Remote - US": what stands behind the dash is remote.
fn named_alone(group: &mut Vec<Piece>) {
    let mut is_remote = false;
    group.retain_mut(|piece| {
        let is_named = !piece.name.is_empty() || piece.code.is_some();
        piece.is_remote |= is_remote;
        is_remote = piece.is_remote && piece.is_before_dash && !is_named;
        is_named
    });
}

/// "Toronto, Remote in the US": what stands before "remote" is another place.
fn part_remote(segment: &mut Segment) {
    let found = segment
        .groups
        .iter()
        .enumerate()
        .find_map(|(i, group)| group.iter().position(|piece| piece.is_remote).map(|at| (i, at)));
    if let Some((i, at)) = found.filter(|(i, at)| i + at > 0) {
        let rest = segment.groups[i].split_off(at);
        segment.remote_from = if at > 0 { i + 1 } else { i };
        segment.groups.insert(i + 1, rest);
        segment.groups.retain(|group| !group.is_empty());
    }
}

/// "US time zones": hours, not places.
fn is_of_time(piece: &str) -> bool {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = ["time zone", "timezone", "time-zone", "hours"];
        AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("four words are few")
    });
    WORDS.is_match(piece)
}

/// "Austin TX", "LA USA 70112", "Ontario Canada": a code or a region with its country, parted by a space alone.
fn unjoined(piece: &str) -> Vec<Piece> {
    let whole = Piece::new(piece);
    if whole.code.is_some() || whole.is_known() || !whole.name.contains(' ') {
        return vec![whole];
    }
    let has_digit = |w: &&str| w.bytes().any(|b| b.is_ascii_digit());
    let words: Vec<&str> = piece.split_whitespace().filter(|w| !has_digit(w)).collect();
    for at in (1..words.len().min(12)).rev() {
        let (head, tail) = (Piece::new(&words[..at].join(" ")), Piece::new(&words[at..].join(" ")));
        let fits = |within: &Within| {
            let region = |w: &Within| matches!(w, Within::Admin(..)) && w.country() == within.country();
            let is_country = matches!(within, Within::Country(_));
            is_country && head.wide().iter().any(region)
                || (tail.code.is_some() || is_country) && gazetteer::city(&head.name, *within).is_some()
        };
        if tail.wide().iter().any(fits) {
            return vec![head, tail];
        }
    }
    vec![whole]
}

/// "US-Atlanta", "US-CA-San Francisco", "Remote-US", "NYC-Team": hyphens that part a place, rather than belong to a name.
fn hyphened(piece: &str) -> Option<Vec<Piece>> {
    if !piece.contains(['-', '–', '_']) || is_known(&clean(piece)) {
        return None;
    }
    let parts: Vec<Piece> = piece.split(['-', '–', '_']).map(Piece::new).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let leads = first.name.is_empty()
        || !first.wide().is_empty()
        || !wide::group(&first.name).is_empty()
        || gazetteer::is_meant(&first.name);
    let ends = last.name.is_empty() || last.wide().iter().any(|w| matches!(w, Within::Country(_)));
    if !(leads || ends) {
        return None;
    }
    // "UK-London-Canary Wharf": behind the city stands the site, unless it is another city of the country.
    let countries: Vec<Country> = first.wide().iter().map(|w| w.country()).collect();
    let in_country = |piece: &Piece, least: u32| {
        let cities = countries.iter().filter_map(|&c| gazetteer::city(&piece.name, Within::Country(c)));
        !piece.name.is_empty() && piece.wide().is_empty() && cities.into_iter().any(|c| c.people >= least)
    };
    let city = parts.iter().position(|piece| in_country(piece, 100));
    let is_kept = |at: usize, piece: &Piece| {
        city.is_none_or(|city| at <= city) || !piece.wide().is_empty() || in_country(piece, 100)
    };
    Some(
        parts
            .into_iter()
            .enumerate()
            .filter(|(at, piece)| is_kept(*at, piece))
            .map(|(_, piece)| piece)
            .collect(),
    )
}

/// The folded name: as it is where the tables know it, else without filler and numbers.
fn clean(text: &str) -> String {
    let folded = spaced(text);
    let is_name = |w: &&str| !FILLER.contains(*w) && !w.bytes().any(|b| b.is_ascii_digit());
    // "Home", "Campus" and "West" are towns somewhere, too.
    if folded.split(' ').all(|word| DIRECTIONS.contains(&word)) {
        return String::new();
    }
    if is_known(&folded) && (folded.split(' ').any(|w| is_name(&w)) || gazetteer::is_meant(&folded)) {
        return folded;
    }
    let mut kept: Vec<&str> = folded.split(' ').filter(is_name).collect();
    let name = kept.join(" ");
    if !is_known(&name) {
        // "US East Coast" is the US, "East Hanover" is not Hanover.
        kept.retain(|word| !DIRECTIONS.contains(word));
        let rest = kept.join(" ");
        if rest.is_empty() || !wide::wide(&rest).is_empty() {
            return rest;
        }
    }
    // "Changping District", "Shibuya-ku", "Shanghai Shi"; "Central London".
    if !is_known(&name) && wide::group(&name).is_empty() {
        let around = name.split_once(' ').filter(|(head, _)| ["central", "inner", "zentrum"].contains(head));
        let ends = name.rsplit_once(' ').filter(|(_, tail)| DIVISIONS.contains(tail));
        let inner = around.map(|(_, rest)| rest).or(ends.map(|(head, _)| head));
        if let Some(inner) = inner.filter(|inner| is_known(inner)) {
            return inner.to_owned();
        }
    }
    // "Quebec City" is "Québec" in some tables, "Panama" is not "Panama City".
    let with_city = format!("{name} city");
    let said_city = folded.split(' ').any(|w| w == "city");
    if said_city && !is_known(&name) && is_known(&with_city) { with_city } else { name }
}

fn is_known(name: &str) -> bool {
    !wide::wide(name).is_empty() || gazetteer::is_city(name)
}
