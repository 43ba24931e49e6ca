//! What sentences of a text say of the workplace.

use std::sync::LazyLock;

use catalog::schema::Workplace;

use super::of_words;
use super::words::{DAYS, HYBRID, LISTS, NUMBERS, Say, WORK};
use crate::scan::{Phrases, padded, spaced};
use crate::{Derived, Field};

/// How much a sentence says: a refusal of remote work more than a slogan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// What the company is like.
    Company,
    /// "This is a hybrid role".
    Role,
    /// So many days a week, so many per cent.
    Days,
    /// "No remote", "must live within 50 miles".
    Refusal,
    /// A tag that job boards read.
    Tag,
}

/// One sentence's word.
pub struct Claim {
    pub workplace: Workplace,
    pub rank: Rank,
    text: String,
}

impl Claim {
    pub fn derived(&self) -> Derived<Workplace> {
        Derived::new(self.workplace, Field::Description, &self.text)
    }
}

struct Sentence<'a> {
    raw: &'a str,
    padded: String,
    marks: u64,
}

impl Sentence<'_> {
    fn says(&self, list: Say) -> bool {
        self.marks & (1 << list as u32) != 0
    }

    fn words(&self) -> Vec<&str> {
        self.padded.split(' ').filter(|w| !w.is_empty()).collect()
    }
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(LISTS.iter().map(|(_, phrases)| *phrases)));

/// The strongest claim of the sentences. Where equally strong ones differ, on-site beside hybrid is hybrid; beside remote, nothing is
/// said.
pub fn strongest<'a>(sentences: impl Iterator<Item = &'a str>) -> Option<Claim> {
    let mut best: Option<Claim> = None;
    let mut differ = false;
    for raw in sentences {
        let padded = padded(raw);
        let marks = PHRASES.marks(&padded);
        let sentence = Sentence { raw, padded, marks };
        let Some((workplace, rank)) = claim(&sentence) else { continue };
        match &mut best {
            Some(b) if b.rank > rank => {}
            Some(b) if b.rank == rank && b.workplace == workplace => {}
            Some(b) if b.rank == rank => match [b.workplace, workplace].contains(&Workplace::Remote) {
                true => differ = true,
                false => b.workplace = Workplace::Hybrid,
            },
            _ => {
                differ = false;
                best = Some(Claim { workplace, rank, text: sentence.raw.to_owned() });
            }
        }
    }
    best.filter(|_| !differ)
}

fn claim(sentence: &Sentence<'_>) -> Option<(Workplace, Rank)> {
    if let Some(workplace) = tag(sentence.raw) {
        return Some((workplace, Rank::Tag));
    }
    if sentence.says(Say::Exempt) {
        return None;
    }
    if let Some(workplace) = refusal(sentence) {
        return Some((workplace, Rank::Refusal));
    }
    if let Some(workplace) = days(sentence).or_else(|| share(sentence)) {
        return Some((workplace, Rank::Days));
    }
    if let Some(workplace) = role(sentence) {
        return Some((workplace, Rank::Role));
    }
    sentence.says(Say::Company).then_some((Workplace::Remote, Rank::Company))
}

/// `#LI-Remote`, `#LI_Hybrid_Berlin`.
fn tag(raw: &str) -> Option<Workplace> {
    if !raw.contains('#') {
        return None;
    }
    let lower = raw.to_ascii_lowercase();
    let tags = lower.match_indices("#li").map(|(at, _)| &lower[at + 3..]);
    let mut said =
        tags.filter_map(|rest| of_words(&spaced(rest.split_whitespace().next().unwrap_or_default())));
    said.next()
}

fn refusal(sentence: &Sentence<'_>) -> Option<Workplace> {
    if sentence.says(Say::Refused) || sentence.says(Say::Environment) && sentence.says(Say::IsNot) {
        return Some(Workplace::OnSite);
    }
    // "Must live within 50 miles of the office".
    let unit = |w: &str| ["miles", "mile", "km", "kilometers", "kilometres"].contains(&w);
    let near = (sentence.words().windows(3))
        .any(|w| ["within", "of"].contains(&w[0]) && w[1].parse::<u32>().is_ok() && unit(w[2]));
    (near && sentence.says(Say::Must) && (sentence.says(Say::Office) || sentence.says(Say::Site)))
        .then_some(Workplace::Hybrid)
}

/// "Three days a week in our office": all five are on-site; fewer, or days at home, are hybrid.
fn days(sentence: &Sentence<'_>) -> Option<Workplace> {
    let (office, home) = (sentence.says(Say::Office), sentence.says(Say::Home));
    let weekly = sentence.says(Say::Week) || sentence.says(Say::HomeOffice);
    if !weekly || !(office || home) || sentence.says(Say::Travel) && !office {
        return None;
    }
    let words = sentence.words();
    let of_days = |at: usize| {
        let behind = words[at + 1..].iter().take(4);
        let mut behind = behind.take_while(|w| !["hours", "stunden", "heures", "years"].contains(w));
        words[at].ends_with('x') || behind.any(|w| DAYS.contains(w))
    };
    let counts = words.iter().enumerate().filter_map(|(at, word)| Some((at, count(word)?)));
    match counts.filter(|&(at, _)| of_days(at)).map(|(_, n)| n).max()? {
        1..=4 => Some(Workplace::Hybrid),
        5 if office && !home => Some(Workplace::OnSite),
        _ => None,
    }
}

/// One to five, in figures or words.
fn count(word: &str) -> Option<u8> {
    let spelt = NUMBERS.iter().position(|words| words.contains(&word)).map(|n| n as u8 + 1);
    spelt.or_else(|| word.trim_end_matches('x').parse().ok().filter(|n| (1..=5).contains(n)))
}

/// "50% remote", "at least 50% of the time in the office".
fn share(sentence: &Sentence<'_>) -> Option<Workplace> {
    if !sentence.raw.contains('%') || sentence.says(Say::Travel) || sentence.says(Say::Money) {
        return None;
    }
    let words = sentence.words();
    let at = words.iter().position(|w| w.parse().is_ok_and(|n: u8| (10..=90).contains(&n)))?;
    let behind = padded(&words[at + 1..].iter().take(9).copied().collect::<Vec<_>>().join(" "));
    let near = [
        "remote",
        "office",
        "homeoffice",
        "home office",
        "on site",
        "onsite",
        "teletravail",
        "remoto",
        "telework",
        "telecommuting",
        "teleworking",
    ];
    near.iter().any(|w| behind.contains(&format!(" {w} "))).then_some(Workplace::Hybrid)
}

fn role(sentence: &Sentence<'_>) -> Option<Workplace> {
    let words = sentence.words();
    let hybrid = words.iter().position(|w| HYBRID.contains(w)).filter(|_| !sentence.says(Say::Either));
    if let Some(at) = hybrid {
        let technical = sentence.says(Say::Technical);
        let speaks = words[at + 1..].iter().take(3).any(|w| WORK.contains(w));
        let clear = !technical || sentence.says(Say::RoleOrOffice);
        let heads = words.len() <= 12 && (at == 0 || sentence.says(Say::Heading)) && !technical;
        let model = sentence.says(Say::HybridModel) && sentence.says(Say::WorkAround) && !technical;
        let is_hybrid = speaks && clear || heads || model || sentence.says(Say::HybridRole);
        return is_hybrid.then_some(Workplace::Hybrid);
    }
    if sentence.says(Say::HybridRole) {
        return Some(Workplace::Hybrid);
    }
    if sentence.says(Say::OnSiteRole) {
        return Some(Workplace::OnSite);
    }
    if words.len() <= 5 && sentence.says(Say::Heading) && sentence.says(Say::OnSite) {
        return Some(Workplace::OnSite);
    }
    // "Remote in Peru", "Remote: yes".
    let begins = words.len() <= 12 && words.first() == Some(&"remote");
    let begins = begins && words.get(1).is_some_and(|w| ["in", "from", "within", "yes"].contains(w));
    let whole = words == ["remote"] || words == ["fully", "remote"] || begins;
    let stated =
        sentence.says(Say::RemoteRole) && !sentence.says(Say::Possible) && !sentence.says(Say::RemoteTeam);
    let anywhere = sentence.says(Say::Anywhere) && !sentence.says(Say::ForSomeTime);
    let choice = sentence.says(Say::Choose) && sentence.says(Say::Home) && sentence.says(Say::Office);
    (whole || stated || anywhere || choice).then_some(Workplace::Remote)
}
