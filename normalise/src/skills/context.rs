//! Whether a name that is an everyday word too means the skill where it stands.
//!
//! | a name | counts |
//! |---|---|
//! | told by itself | always |
//! | `n`, such as Spark | where it is asked for, near a sure name, in a list of names |
//! | `l`, such as Segment | where it is asked for, as an item of a list beside a name that counts |
//! | `a`, such as Slack | where it is asked for |
//! | `go`, `react` in the wrong case, and the company's own | between the commas of a list, beside a name that counts |
//!
//! Asked for means "experience with X", "X developer", "tools such as X".

use super::beside::{Beside, is_list};
use super::scan::Hit;
use super::table::Rule;

/// How near a sure name is nearby, bytes: a line of print on both sides.
const NEARBY: usize = 160;

/// What a name needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    Neighbour,
    List,
    Asking,
    Commas,
}

/// What is known of the text around a line.
#[derive(Clone, Copy, Default)]
pub struct Around {
    /// Whether a line next to this one has a sure name.
    pub sure: bool,
    /// Whether the line is the title of a posting.
    pub title: bool,
}

/// Which of a line's names mean their skill; `own` tells those of the hiring company itself.
pub fn judge(line: &str, hits: &[Hit], around: Around, own: impl Fn(usize) -> bool) -> Vec<bool> {
    let all: Vec<(Needs, Beside<'_>)> = hits
        .iter()
        .map(|hit| (if own(hit.skill) { Needs::Commas } else { needs(hit) }, Beside::new(line, hit)))
        .collect();
    let mut counts: Vec<bool> = all.iter().map(|(needs, _)| *needs == Needs::Nothing).collect();
    if counts.iter().any(|c| !c) {
        settle(line, hits, &all, around, &mut counts);
    }
    counts.iter().zip(&all).map(|(counts, (_, beside))| *counts && !beside.is_of_colleagues()).collect()
}

/// Decides on the names that are not sure.
fn settle(line: &str, hits: &[Hit], all: &[(Needs, Beside<'_>)], around: Around, counts: &mut Vec<bool>) {
    let sure: Vec<&Hit> = hits.iter().zip(&*counts).filter(|(_, c)| **c).map(|(h, _)| h).collect();
    for (i, (needs, beside)) in all.iter().enumerate() {
        counts[i] |= match needs {
            Needs::Neighbour => is_near(beside, &hits[i], &sure, around),
            Needs::List | Needs::Asking => is_item(beside, around),
            Needs::Commas => is_meant(beside, &hits[i]),
            Needs::Nothing => false,
        };
    }
    // Names of a list vouch for each other, from those that count outwards, to the right and then to the left.
    let listed: Vec<bool> = hits.windows(2).map(|two| is_list(&line[two[0].end..two[1].at])).collect();
    let spread = |counts: &mut Vec<bool>, to: usize, from: usize| {
        let near = |i: usize| all[i].0 == Needs::Neighbour;
        let vouched = counts[from] || (near(to) && near(from) && hits[to].skill != hits[from].skill);
        let fits = match all[to].0 {
            Needs::Commas => all[to].1.is_between_commas(),
            Needs::List => all[to].1.is_whole(),
            Needs::Neighbour => true,
            Needs::Nothing | Needs::Asking => false,
        };
        counts[to] |= listed[to.min(from)] && vouched && fits;
    };
    (1..hits.len()).for_each(|i| spread(counts, i, i - 1));
    (1..hits.len()).rev().for_each(|i| spread(counts, i - 1, i));
}

/// Whether a name needs no context.
pub fn is_sure(hit: &Hit) -> bool {
    needs(hit) == Needs::Nothing
}

fn needs(hit: &Hit) -> Needs {
    match (hit.rule, hit.exact) {
        (Rule::Word, _) | (Rule::Case, true) => Needs::Nothing,
        (Rule::Near, true) => Needs::Neighbour,
        (Rule::List, true) => Needs::List,
        (Rule::Asked, true) => Needs::Asking,
        _ => Needs::Commas,
    }
}

/// Whether a name of rule `n` stands among technologies.
fn is_near(beside: &Beside<'_>, hit: &Hit, sure: &[&Hit], around: Around) -> bool {
    let close = |s: &&Hit| hit.at.saturating_sub(s.end).max(s.at.saturating_sub(hit.end)) < NEARBY;
    let among = sure.iter().any(close) || (around.sure && beside.is_short());
    !beside.is_joined()
        && !beside.is_ours()
        && (beside.is_before_kind()
            || beside.is_asked_for()
            || beside.is_versioned()
            || (among && !beside.opens_sentence())
            || (around.title && beside.is_in_role()))
}

/// Whether a name in the wrong case is asked for all the same: "react developer", "experience with tableau".
fn is_meant(beside: &Beside<'_>, hit: &Hit) -> bool {
    let coded = matches!(hit.rule, Rule::Case | Rule::Near) && beside.is_before_code();
    let asked = hit.rule == Rule::Case && beside.is_asked_for() && beside.is_between_commas();
    !hit.exact && (coded || asked)
}

/// Whether a name of rule `l` or `a` is asked for, or is a line of its own among lines of names.
fn is_item(beside: &Beside<'_>, around: Around) -> bool {
    beside.is_whole()
        && !beside.is_ours()
        && ((around.sure && beside.is_alone()) || beside.is_before_code() || beside.is_asked_for())
}
