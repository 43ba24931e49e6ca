//! Pay in a text: amounts that words of pay anchor.

use std::sync::LazyLock;

use catalog::money::{Currency, Pay, Period};
use catalog::place::Place;

use super::amounts::{Amount, amounts};
use super::currencies::Unit;
use super::words::{ANCHORS, BETWEEN, EXCEPT, OTHERS, OTHERS_BEHIND, OTHERS_WITHIN, last_period, period};
use super::{is_sound, settle, widest};
use crate::passages::lines;
use crate::scan::Finder;
use crate::{Derived, Field};

/// Bytes before an amount in which a word of pay anchors it.
const BEFORE: usize = 160;
/// Bytes between two steps of pay: "in the first year €1,100, in the second €1,200".
const STEP: usize = 40;
/// Bytes behind an amount that speak of it.
const BEHIND: usize = 60;

/// A range or bound that the text states as pay.
struct Found<'a> {
    pay: Pay,
    /// Whether it has two ends of its own.
    is_range: bool,
    /// Whether a word of pay stands before it, rather than only a period behind it.
    is_anchored: bool,
    text: &'a str,
    /// Which line it is in.
    line: usize,
}

/// The widest of the anchored ranges of the text, else its first range with a period, else a single anchored amount. `anchored`
/// says that the whole text is about pay.
pub fn read(text: &str, anchored: bool, places: &[Derived<Place>]) -> Option<Derived<Pay>> {
    let mut all = Vec::new();
    let mut above = "";
    let mut follows = false;
    for (number, line) in lines(text).filter(|line| !line.trim().is_empty()).enumerate() {
        if line.bytes().any(|b| b.is_ascii_digit()) {
            let found = all.len();
            // A list of zones is announced once.
            let reader = Reader { line, number, above, anchored: anchored || follows, places };
            reader.read(&mut all);
            follows = all[found..].iter().any(|f| f.is_range && f.is_anchored);
        } else {
            follows = false;
        }
        above = line;
    }
    let mut ranges: Vec<&Found<'_>> = all.iter().filter(|f| f.is_range).collect();
    ranges.sort_by_key(|f| !f.is_anchored);
    let chosen = ranges.first().copied().or_else(|| all.first())?;
    let zones: Vec<Pay> = ranges.iter().map(|f| f.pay).collect();
    let (pay, zones) = if ranges.is_empty() { (steps(chosen, &all), 1) } else { widest(&zones)? };
    let distinct = ranges.iter().any(|f| f.pay != pay);
    let words = match zones {
        n if n > 1 && distinct => format!("the widest of {n} ranges: {}", chosen.text),
        _ => chosen.text.to_owned(),
    };
    Some(Derived::new(pay, Field::Description, &words))
}

/// A single amount with others of its line, each for another year of training or number of hours: from the least to the greatest.
fn steps(first: &Found<'_>, all: &[Found<'_>]) -> Pay {
    let is_exact = |pay: &Pay| pay.min.is_some() && pay.min == pay.max;
    let is_like = |f: &&Found<'_>| {
        f.line == first.line
            && is_exact(&f.pay)
            && (f.pay.currency, f.pay.period) == (first.pay.currency, first.pay.period)
    };
    let like: Vec<Pay> = all.iter().filter(is_like).map(|f| f.pay).collect();
    match widest(&like) {
        Some((pay, _)) if is_exact(&first.pay) => pay,
        _ => first.pay,
    }
}

/// Whether the text says of a range that a feed has as its pay that it counts commissions in: "€75–90k OTE".
pub fn is_on_target(text: &str, pay: &Pay) -> bool {
    let may_say = |line: &&str| {
        ["OTE", "ote", "arget"].iter().any(|stem| line.contains(stem)) && says_target(&fold(line))
    };
    let lines = lines(text).filter(may_say);
    lines.flat_map(|line| amounts(line).into_iter().map(move |amount| (line, amount))).any(
        |(line, amount)| {
            let behind = fold(upto_digit(head(&line[amount.to..], BEHIND)));
            pay.max.or(pay.min) == Some(amount.value) && is_other_behind(&behind) && says_target(&behind)
        },
    )
}

struct Reader<'a> {
    line: &'a str,
    number: usize,
    /// The line before: often a heading.
    above: &'a str,
    /// Whether words of pay announce it already.
    anchored: bool,
    places: &'a [Derived<Place>],
}

impl<'a> Reader<'a> {
    fn read(&self, all: &mut Vec<Found<'a>>) {
        let amounts = amounts(self.line);
        if amounts.iter().all(|a| a.unit.is_none()) {
            return;
        }
        let mut i = 0;
        // Where a single amount of pay ended.
        let mut single_to = None;
        while i < amounts.len() {
            let first = &amounts[i];
            let before = self.before(first);
            // A bare number is an end of a range only right beside the other: "27 - 48 USD", not "1. Up to $90,000".
            let bare = first.unit.is_none() && !first.is_scaled && first.value < 1_000.0;
            let second = amounts.get(i + 1).filter(|second| {
                let between = &self.line[first.to..second.from];
                (!bare || between.len() <= 6) && joins(between, &before)
            });
            i += 1 + usize::from(second.is_some());
            let goes_on = single_to.is_some_and(|to| first.from.saturating_sub(to) <= STEP);
            let found = self.candidate(first, second, &before, goes_on);
            // The number of a step stands between two: "1st year: €1,100, 2nd year: €1,200".
            if first.unit.is_some() {
                let single = found.as_ref().filter(|found| !found.is_range && found.is_anchored);
                single_to = single.map(|_| first.to);
            }
            all.extend(found);
        }
    }

    /// The folded words before an amount, with the end of the line above.
    fn before(&self, amount: &Amount) -> String {
        let own = tail(&self.line[..amount.from], BEFORE);
        let above = tail(self.above, BEFORE - own.len().min(BEFORE));
        fold(&format!("{above}\n{own}"))
    }

    /// `goes_on`: another amount of pay stands right before.
    fn candidate(
        &self,
        first: &Amount,
        second: Option<&Amount>,
        before: &str,
        goes_on: bool,
    ) -> Option<Found<'a>> {
        let last = second.unwrap_or(first);
        let behind = fold(upto_digit(head(&self.line[last.to..], BEHIND)));
        let spoken =
            anchor(before)
                .or((self.anchored || is_spoken(&behind) || self.is_wage(first, &behind))
                    .then_some(before.len()));
        if is_other(before, spoken)
            || is_other_behind(&behind)
            || is_net(before)
            || counts_in(&self.line[last.to..])
        {
            return None;
        }
        let between = fold(second.map_or("", |second| &self.line[first.to..second.from]));
        let stated = period(&behind).or_else(|| period(&between)).or_else(|| last_period(near(before)));
        let pay = match second {
            Some(second) if spoken.is_some() || stated.is_some() => self.range(first, second, stated),
            None if goes_on || spoken.is_some_and(|at| before.len().saturating_sub(at) <= 70) => {
                self.bound(first, before, &behind, stated)
            }
            _ => None,
        }?;
        let from = first.from - tail(&self.line[..first.from], 40).len();
        Some(Found {
            pay,
            is_range: second.is_some(),
            is_anchored: spoken.is_some(),
            line: self.number,
            text: head(&self.line[from..], 110),
        })
    }

    /// An item that begins with an amount an hour: "$17.20 hourly plus tips".
    fn is_wage(&self, amount: &Amount, behind: &str) -> bool {
        let opens = self.line[..amount.from].chars().all(|c| !c.is_alphanumeric());
        let hourly = ["hourly", "per hour", "an hour", "/hour", "/hr", "/ hour", "/ hr"];
        opens && hourly.iter().any(|words| behind.trim_start().starts_with(words))
    }

    fn range(&self, first: &Amount, second: &Amount, stated: Option<Period>) -> Option<Pay> {
        let unit = match (first.unit, second.unit) {
            // "$135,000 – $170,000 CAD": a bare sign says only that they are dollars.
            (Some(Unit::Dollar), Some(b)) if b.is_dollar() => b,
            (Some(a), Some(Unit::Dollar)) if a.is_dollar() => a,
            (Some(a), Some(b)) if a != b => return None,
            (a, b) => a.or(b)?,
        };
        // "$150-200K": the K belongs to both.
        let scale = if second.is_scaled && !first.is_scaled && first.value < 1_000.0 { 1_000.0 } else { 1.0 };
        let low = first.value * scale;
        let pay = settle(Some(low), Some(second.value), self.currency(unit)?, stated)?;
        is_sound(&pay).then_some(pay)
    }

    /// "up to 90k a year", "from €60,000 per year", "€75,000 a year".
    fn bound(&self, amount: &Amount, before: &str, behind: &str, stated: Option<Period>) -> Option<Pay> {
        let currency = self.currency(amount.unit?)?;
        // Without a period, only what is a year's pay for sure, or follows "salary:" at once.
        let plain = before.trim_end().ends_with(':') || before.trim_end().ends_with(" of");
        if stated.is_none() && amount.value < 15_000.0 && !plain && !is_gross(before, behind) {
            return None;
        }
        let says = |words: &[&str]| words.iter().any(|w| before.trim_end().ends_with(w));
        let least = [
            "from",
            "starting at",
            "starts at",
            "ab",
            "at least",
            "minimum",
            "min.",
            "a partir de",
            "des",
            "desde",
            "vanaf",
            "od",
            "mindestens",
            "partir de",
        ];
        let most = ["up to", "bis zu", "jusqu'a", "jusqu’a", "maximum", "hasta", "max.", "tot", "do", "ate"];
        let value = Some(amount.value);
        // What a collective agreement fixes is the least.
        let agreed = ["mindestgehalt", "mindestentgelt", "kollektivvertrag"]
            .iter()
            .any(|w| tail(before, 90).contains(w));
        let more = behind.trim_start().starts_with('+') && !behind.trim_start().starts_with("+ ");
        if more || agreed || says(&least) {
            return settle(value, None, currency, stated);
        }
        if says(&most) {
            return settle(None, value, currency, stated);
        }
        settle(value, value, currency, stated)
    }

    fn currency(&self, unit: Unit) -> Option<Currency> {
        unit.currency(self.places)
    }
}

/// Where the last word of pay ends.
fn anchor(before: &str) -> Option<usize> {
    static WORDS: LazyLock<Finder> = LazyLock::new(|| Finder::new([ANCHORS]));
    WORDS.found(before).map(|(at, _)| at.end).max()
}

/// Whether a word for something else stands nearer than the word of pay.
fn is_other(before: &str, spoken: Option<usize>) -> bool {
    static WORDS: LazyLock<Finder> = LazyLock::new(|| Finder::new([OTHERS, OTHERS_WITHIN]));
    let from = spoken.unwrap_or_else(|| before.len() - tail(before, 60).len());
    let region = before.get(from..).unwrap_or_default();
    // What ended with a sentence is over.
    let region = region.rsplit(['\n']).next().filter(|_| spoken.is_none()).unwrap_or(region);
    let begins = |at: usize| !region[..at].ends_with(char::is_alphanumeric);
    let words = WORDS.found(region).map(|(at, list)| (at.start, list));
    let found = words.filter(|&(at, list)| list == 1 || begins(at)).map(|(at, _)| at).max();
    let part_of_anchor = spoken.is_some_and(|at| {
        [
            "total compensation",
            "total target",
            "total cash",
            "incentive compensation",
            "equity compensation",
            "workers compensation",
            "mindestlohn",
            "variable compensation",
        ]
        .iter()
        .any(|w| before[..at.min(before.len())].ends_with(w))
    });
    let set_apart = |at: usize| EXCEPT.split('|').any(|word| tail(&region[..at], 24).contains(word));
    part_of_anchor || found.is_some_and(|at| !set_apart(at))
}

/// Whether folded words say that commissions count in, which are paid when targets are met.
fn says_target(folded: &str) -> bool {
    [" ote", "on target", "on-target"].iter().any(|words| folded.contains(words))
}

/// "$10,000 bonus", but not "$100,000 plus bonus" or "€90,000 + equity".
fn is_other_behind(behind: &str) -> bool {
    static WORDS: LazyLock<Finder> = LazyLock::new(|| Finder::new([OTHERS_BEHIND]));
    let joints = [
        " plus ",
        " and ",
        " in addition",
        " with ",
        " not incl",
        " excl",
        " und ",
        " et ",
        " zzgl",
        " sowie ",
        "+",
        ";",
        "\n",
        ". ",
    ];
    let until = joints.iter().filter_map(|j| behind.find(j)).min().unwrap_or(behind.len());
    let clause = &behind[..until];
    let target = says_target(clause);
    let padded = format!(" {}", head(clause.split('(').next().unwrap_or_default(), 32));
    let begins = |at: usize| !padded[..at].ends_with(char::is_alphanumeric);
    target || WORDS.found(&padded).any(|(at, _)| begins(at.start))
}

/// "$200,000 (inclusive of 20% variable)".
fn counts_in(behind: &str) -> bool {
    let folded = fold(head(behind, BEHIND));
    let inside = folded.trim_start().strip_prefix("(incl");
    let inside = inside.map(|rest| rest.split(')').next().unwrap_or(rest));
    inside.is_some_and(|words| ["variable", "bonus", "commission"].iter().any(|w| words.contains(w)))
}

/// "$100,000 base salary", "2000 € Bruttogehalt".
fn is_spoken(behind: &str) -> bool {
    let words = behind.trim_start();
    [
        "base salary",
        "base pay",
        "salary",
        "gross salary",
        "annual salary",
        "bruttogehalt",
        "gehalt",
        "brutto",
        "brut",
        "base compensation",
    ]
    .iter()
    .any(|w| words.starts_with(w))
}

/// Pay after tax is no pay that can be compared.
fn is_net(before: &str) -> bool {
    let near = tail(before, 40);
    near.split(|c: char| !c.is_alphabetic())
        .any(|w| ["netto", "net", "neto", "nettogehalt", "liquido"].contains(&w))
}

fn is_gross(before: &str, behind: &str) -> bool {
    let is = |text: &str| ["brutto", "brut ", "bruts", "gross", "bruto"].iter().any(|w| text.contains(w));
    is(tail(before, 30)) || is(head(behind, 30))
}

/// The words before an amount that name its period: behind the last number and sentence.
fn near(before: &str) -> &str {
    let number = before.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let sentence = before.rfind(". ").map_or(0, |at| at + 2);
    let from = number.max(sentence);
    tail(&before[from..], 90)
}

fn upto_digit(text: &str) -> &str {
    &text[..text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len())]
}

/// Whether what stands between two amounts makes them a range.
fn joins(between: &str, before: &str) -> bool {
    const JOINTS: &str =
        "to|bis|a|do|az|hasta|through|until|tot|ate|up|increases|increasing|rising|upto|au|till";
    const ANDS: &str = "and|und|et|y|en|i|e|or|&";
    const NOISE: &str = "per|year|years|yr|annum|month|mo|hour|hr|h|week|day|annually|annual|an|gross|brut|bruts|brutto|bruto|euros|euro|usd|eur|gbp|cad|chf|pln|par|mois|pro|jahr|monat|stunde|jaar|maand|mes|this|from|mensuel|mensuels|annuel|annuels|de|l|heure|al|ano|por|rok|k|zl|p|czk|kc|sek|dkk|nok|inr|brutto,";
    if between.len() > 60 {
        return false;
    }
    let folded = fold(between);
    let dash = folded.contains(['-', '–', '—', '−', '‑', '‒', '―', '~']);
    let mut joint = dash;
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|w| !w.is_empty()) {
        if is_of(JOINTS, word) {
            joint = true;
        } else if is_of(ANDS, word) {
            joint |= BETWEEN.split('|').any(|w| tail(before, 50).contains(w));
        } else if !is_of(NOISE, word) {
            return false;
        }
    }
    joint && !folded.contains(['(', '\n', '•', '|'])
}

/// Folded, with plain spaces.
fn fold(text: &str) -> String {
    catalog::text::fold(text).replace(['\u{a0}', '\u{202f}'], " ")
}

fn is_of(words: &str, word: &str) -> bool {
    words.split('|').any(|w| w == word)
}

/// At most so many bytes of the beginning.
fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    &text[..end]
}

/// At most so many bytes of the end.
fn tail(text: &str, bytes: usize) -> &str {
    let least = text.len().saturating_sub(bytes);
    let from = (least..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    &text[from..]
}

#[cfg(test)]
mod tests;
