//! Which postings are one role: the same company, title and work, in near-equal words.
//!
//! Employers post a role once for each city, and post it again under a new id. Nothing is remembered of an answer: it is
//! computed from the postings each time, so that a posting whose text changes leaves its role, and one that changes back
//! returns.
//!
//! | file | answers |
//! |---|---|
//! | `mark` | by what are two postings compared? (made once for each, when it is prepared) |
//! | `unite` | what does a role say whose openings differ? |
//! | this one | which postings belong together, and which of them are repostings? |

mod mark;
mod sketch;
mod unite;

use std::collections::HashMap;

use catalog::schema::{Category, Employment, Level, Workplace};

pub use mark::{Common, Mark, is_near};
pub use unite::unite;

use crate::Facts;

/// Seconds after a posting's end within which a new one of the same words is that role again.
const REPOSTED_WITHIN: i64 = 90 * 86_400;

/// A posting as far as it is compared.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// `{source}:{board}:{id}`: of two that were seen first at the same time, the smaller one counts as the older.
    pub key: &'a str,
    /// [`Mark::kin`]; empty: it is compared with none.
    pub kin: &'a str,
    /// [`Mark::signature`].
    pub signature: &'a str,
    /// What it means.
    pub facts: &'a Facts,
    /// Unix seconds.
    pub first_seen: i64,
    /// Unix seconds; `None` while open.
    pub closed_at: Option<i64>,
}

/// The postings of one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Numbers of the members, the oldest first: its id is the role's.
    pub members: Vec<usize>,
    /// On how many occasions it was posted again after a posting of it had closed.
    pub reposts: u32,
}

/// Sorts postings into roles. Each is in exactly one; the answer does not depend on the order in which they are given.
pub fn cluster(members: &[Member<'_>]) -> Vec<Cluster> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&i| (members[i].kin, members[i].first_seen, members[i].key));
    let mut out = Vec::new();
    for kin in order.chunk_by(|&a, &b| members[a].kin == members[b].kin && !members[a].kin.is_empty()) {
        let mut roles: Vec<Vec<usize>> = Vec::new();
        for &i in kin {
            match roles.iter_mut().find(|role| belongs(members, &members[i], role)) {
                Some(role) => role.push(i),
                None => roles.push(vec![i]),
            }
        }
        out.extend(roles.into_iter().map(|m| Cluster { reposts: reposts(members, &m), members: m }));
    }
    out
}

/// Whether the posting is near to one that was open, or had closed not long before, when it came; and contradicts none.
fn belongs(members: &[Member<'_>], new: &Member<'_>, role: &[usize]) -> bool {
    let in_time = |old: &Member<'_>| old.closed_at.is_none_or(|at| new.first_seen - at <= REPOSTED_WITHIN);
    let mut of_role = role.iter().map(|&i| &members[i]);
    of_role.clone().all(|old| agree(old.facts, new.facts))
        && of_role.any(|old| in_time(old) && is_near(old.signature, new.signature))
}

/// Whether both are the same kind of work on the same rung. Of workplace and contract only what both state is compared.
fn agree(a: &Facts, b: &Facts) -> bool {
    let (w, x) = (a.workplace.value, b.workplace.value);
    let (e, f) = (a.employment.value, b.employment.value);
    let (c, l): (Category, Level) = (a.category.value, a.level.value);
    c == b.category.value
        && l == b.level.value
        && (w == x || w == Workplace::Unspecified || x == Workplace::Unspecified)
        && (e == f || e == Employment::Unspecified || f == Employment::Unspecified)
}

/// Times at which postings came that stand for ones which had closed: each of these is replaced once.
fn reposts(members: &[Member<'_>], role: &[usize]) -> u32 {
    let mut came: HashMap<i64, usize> = HashMap::new();
    role.iter().for_each(|&i| *came.entry(members[i].first_seen).or_default() += 1);
    let mut times: Vec<(i64, usize)> = came.into_iter().collect();
    times.sort_unstable();
    let mut ends: Vec<i64> = role.iter().filter_map(|&i| members[i].closed_at).collect();
    ends.sort_unstable();
    let mut reposts = 0;
    for (at, new) in times {
        // What closed too long before is replaced by nothing any more.
        ends.retain(|&end| at - end <= REPOSTED_WITHIN);
        let free = ends.iter().take_while(|&&end| end <= at).count();
        reposts += u32::from(free > 0);
        ends.drain(..free.min(new));
    }
    reposts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Derived, Field};

    const DAY: i64 = 86_400;

    /// A posting in a few letters: its text, the day it came, the day it closed, and what differs.
    struct Case(&'static str, i64, Option<i64>, Facts);

    fn senior(workplace: Workplace) -> Facts {
        let facts = Facts { level: Derived::new(Level::Senior, Field::Title, "senior"), ..Facts::default() };
        Facts { workplace: Derived::new(workplace, Field::Description, ""), ..facts }
    }

    fn plain(text: &'static str, came: i64, closed: Option<i64>) -> Case {
        Case(text, came, closed, senior(Workplace::Unspecified))
    }

    /// Roles as the numbers of their postings, and their repostings.
    fn check(cases: &[Case], expected: &[(&[usize], u32)]) {
        let marks: Vec<Mark> = cases
            .iter()
            .map(|case| Mark::of("acme", "Senior Engineer", case.0, &[], &Common::default()))
            .collect();
        let keys: Vec<String> = (0..cases.len()).map(|i| format!("lever:acme:{i}")).collect();
        let members: Vec<Member<'_>> = std::iter::zip(cases, &marks)
            .enumerate()
            .map(|(i, (case, mark))| Member {
                key: &keys[i],
                kin: &mark.kin,
                signature: &mark.signature,
                facts: &case.3,
                first_seen: case.1 * DAY,
                closed_at: case.2.map(|day| day * DAY),
            })
            .collect();
        let found = cluster(&members);
        let found: Vec<(&[usize], u32)> = found.iter().map(|c| (c.members.as_slice(), c.reposts)).collect();
        assert_eq!(found, expected);
    }

    const A: &str = "You keep the ledgers of forty banks in step and sleep well.";
    const B: &str = "You draw maps for people who walk at night in the mountains.";

    #[test]
    fn near_postings_are_one_role() {
        check(&[plain(A, 0, None), plain(A, 0, None), plain(B, 0, None)], &[(&[0, 1], 0), (&[2], 0)]);
        check(&[plain(A, 5, None), plain(A, 3, None)], &[(&[1, 0], 0)]);
        check(&[plain("", 0, None), plain("", 0, None)], &[(&[0], 0), (&[1], 0)]);
    }

    #[test]
    fn what_contradicts_is_another_role() {
        let with = |facts: Facts| Case(A, 0, None, facts);
        let junior = Facts { level: Derived::new(Level::Junior, Field::Title, "junior"), ..Facts::default() };
        check(&[plain(A, 0, None), with(junior)], &[(&[0], 0), (&[1], 0)]);
        let (remote, on_site) = (senior(Workplace::Remote), senior(Workplace::OnSite));
        check(&[with(remote.clone()), plain(A, 0, None)], &[(&[0, 1], 0)]);
        check(&[with(remote), plain(A, 0, None), with(on_site)], &[(&[0, 1], 0), (&[2], 0)]);
    }

    #[test]
    fn a_reposting_continues_its_role() {
        check(&[plain(A, 0, Some(10)), plain(A, 10, None)], &[(&[0, 1], 1)]);
        check(&[plain(A, 0, Some(10)), plain(A, 100, None)], &[(&[0, 1], 1)]);
        check(&[plain(A, 0, Some(10)), plain(A, 101, None)], &[(&[0], 0), (&[1], 0)]);
        check(&[plain(A, 0, Some(50)), plain(A, 40, None)], &[(&[0, 1], 0)]);
        // Twice, and the end of the chain is found through its middle.
        let chain = [plain(A, 0, Some(10)), plain(A, 60, Some(70)), plain(A, 140, None)];
        check(&chain, &[(&[0, 1, 2], 2)]);
        // Two cities posted again at once are one occasion; two new ones for one that closed are one as well.
        let cities = [plain(A, 0, Some(10)), plain(A, 0, Some(10)), plain(A, 20, None), plain(A, 20, None)];
        check(&cities, &[(&[0, 1, 2, 3], 1)]);
        check(&[plain(A, 0, Some(10)), plain(A, 20, None), plain(A, 30, None)], &[(&[0, 1, 2], 1)]);
    }
}
