//! From the store's postings to the catalogue's roles.

use std::collections::{HashMap, HashSet};

use catalog::role::{Role, RoleId};
use catalog::schema::Value;
use normalise::roles::{Cluster, Member, cluster, unite};
use normalise::{Facts, Meta};
use store::{OpenRole, Relative};

/// A posting with what it means.
struct Posting {
    key: String,
    kin: String,
    signature: String,
    role: i64,
    facts: Facts,
    published: i64,
    first_seen: i64,
    closed_at: Option<i64>,
    /// Title and company, where it is listed.
    listed: Option<(String, Value)>,
}

/// The roles of which a posting is listed, each with the numbers of its listed postings. `unlisted` are closed and unconfirmed
/// postings of their kin: they give a role its id, its age and its repostings, and nothing else.
pub fn roles(listed: Vec<OpenRole>, unlisted: Vec<Relative>) -> Vec<(Role, Vec<i64>)> {
    let postings = postings(listed, unlisted);
    let members: Vec<Member<'_>> = postings.iter().map(member).collect();
    let with_postings = |cluster: &Cluster| {
        let listed = cluster.members.iter().map(|&i| &postings[i]).filter(|p| p.listed.is_some());
        Some((role(&postings, cluster)?, listed.map(|p| p.role).collect()))
    };
    cluster(&members).iter().filter_map(with_postings).collect()
}

fn postings(listed: Vec<OpenRole>, unlisted: Vec<Relative>) -> Vec<Posting> {
    let mut seen = HashSet::new();
    let mut postings: Vec<Posting> = Vec::with_capacity(listed.len());
    for posting in listed {
        seen.insert(posting.role);
        postings.extend(facts(posting.role, &posting.facts).map(|facts| Posting {
            key: posting.key,
            kin: posting.kin,
            signature: posting.signature,
            role: posting.role,
            facts,
            published: posting.published.unwrap_or(posting.first_seen),
            first_seen: posting.first_seen,
            closed_at: None,
            listed: Some((posting.title, Value { slug: posting.company_slug, label: posting.company })),
        }));
    }
    for posting in unlisted.into_iter().filter(|p| !seen.contains(&p.role)) {
        postings.extend(facts(posting.role, &posting.facts).map(|facts| Posting {
            key: posting.key,
            kin: posting.kin,
            signature: posting.signature,
            role: posting.role,
            facts,
            published: posting.published.unwrap_or(posting.first_seen),
            first_seen: posting.first_seen,
            closed_at: posting.closed_at,
            listed: None,
        }));
    }
    postings
}

/// To which role each of a kin's postings belongs, by its key: the number of the role's oldest posting.
pub fn numbers(kin: &[Relative]) -> HashMap<&str, i64> {
    let postings: Vec<(&Relative, Facts)> =
        kin.iter().filter_map(|p| Some((p, facts(p.role, &p.facts)?))).collect();
    let members: Vec<Member<'_>> = postings
        .iter()
        .map(|(posting, facts)| Member {
            key: &posting.key,
            kin: &posting.kin,
            signature: &posting.signature,
            facts,
            first_seen: posting.first_seen,
            closed_at: posting.closed_at,
        })
        .collect();
    let mut numbers = HashMap::new();
    for cluster in cluster(&members) {
        let of = |i: &usize| postings[*i].0;
        if let Some(oldest) = cluster.members.first().map(of) {
            numbers.extend(cluster.members.iter().map(|i| (of(i).key.as_str(), oldest.role)));
        }
    }
    numbers
}

fn role(postings: &[Posting], cluster: &Cluster) -> Option<Role> {
    let all = cluster.members.iter().map(|&i| &postings[i]);
    let (title, company) = all.clone().find_map(|p| p.listed.clone())?;
    let oldest = all.clone().next()?;
    let published = all.clone().map(|p| p.published).min()?;
    let facts = unite(all.filter(|p| p.listed.is_some()).map(|p| &p.facts));
    Some(facts.to_role(Meta {
        id: RoleId::new(oldest.role as u64),
        title,
        company,
        published: published.min(oldest.first_seen),
        first_seen: oldest.first_seen,
        closed_day: None,
    }))
}

fn facts(role: i64, text: &str) -> Option<Facts> {
    match serde_json::from_str(text) {
        Ok(facts) => Some(facts),
        Err(error) => {
            tracing::warn!(role, %error, "facts cannot be read; the posting is left out until its next visit");
            None
        }
    }
}

fn member(posting: &Posting) -> Member<'_> {
    Member {
        key: &posting.key,
        kin: &posting.kin,
        signature: &posting.signature,
        facts: &posting.facts,
        first_seen: posting.first_seen,
        closed_at: posting.closed_at,
    }
}
