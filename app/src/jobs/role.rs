//! A role by one of its postings: the same computation as the catalogue's, over the postings of that company and title.

use catalog::role::RoleId;
use normalise::Facts;
use normalise::roles::{Member, cluster, unite};
use store::{Error, PostingRecord, Relative, Store};

/// The postings of a role.
pub(super) struct Role {
    /// Of its oldest posting.
    pub id: RoleId,
    /// What it says.
    pub facts: Facts,
    /// Those that are open, the oldest first; of a closed role those that closed last.
    pub openings: Vec<(Relative, Facts)>,
    /// When its oldest posting was first seen, Unix seconds.
    pub first_seen: i64,
    /// The earliest date that one of its postings names, never later than `first_seen`.
    pub published: i64,
    /// When a visit last saw one of its openings, Unix seconds.
    pub last_seen: i64,
    /// When the last of it closed, Unix seconds.
    pub closed: Option<i64>,
    /// How often it was posted again.
    pub reposts: u32,
}

/// The role that the posting belongs to.
pub(super) async fn of(store: &Store, posting: &PostingRecord) -> Result<Role, Error> {
    let relatives = if posting.kin.is_empty() { Vec::new() } else { store.relatives(&posting.kin).await? };
    Ok(among(posting, relatives))
}

/// The same: `relatives` are all of its kin.
fn among(posting: &PostingRecord, relatives: Vec<Relative>) -> Role {
    let mut all: Vec<(Relative, Facts)> = relatives
        .into_iter()
        .filter_map(|r| Some((serde_json::from_str(&r.facts).ok()?, r)))
        .map(swap)
        .collect();
    if all.iter().all(|(r, _)| r.role != posting.role) {
        // It is compared with none, or its facts are of an older form.
        all = vec![(alone(posting), serde_json::from_str(&posting.facts).unwrap_or_default())];
    }
    let members: Vec<Member<'_>> = all.iter().map(member).collect();
    let clusters = cluster(&members);
    let is_of = |c: &&normalise::roles::Cluster| c.members.iter().any(|&i| all[i].0.role == posting.role);
    let (members, reposts) = match clusters.iter().find(is_of) {
        Some(cluster) => (cluster.members.clone(), cluster.reposts),
        None => (vec![0], 0),
    };
    let mut all: Vec<Option<(Relative, Facts)>> = all.into_iter().map(Some).collect();
    let postings: Vec<(Relative, Facts)> = members.iter().filter_map(|&i| all[i].take()).collect();
    role(postings, reposts)
}

/// From a role's postings, the oldest first.
fn role(postings: Vec<(Relative, Facts)>, reposts: u32) -> Role {
    let all = || postings.iter().map(|(r, _)| r);
    let is_open = all().any(|r| r.closed_at.is_none());
    let closed = all().filter_map(|r| r.closed_at).max().filter(|_| !is_open);
    let id = RoleId::new(all().next().map_or(0, |r| r.role as u64));
    let first_seen = all().map(|r| r.first_seen).min().unwrap_or(0);
    let published = all().filter_map(|r| r.published).min().unwrap_or(first_seen).min(first_seen);
    let openings: Vec<(Relative, Facts)> =
        postings.into_iter().filter(|(r, _)| r.closed_at == closed).collect();
    Role {
        id,
        facts: unite(openings.iter().map(|(_, facts)| facts)),
        last_seen: openings.iter().map(|(r, _)| r.last_seen).max().unwrap_or(first_seen),
        openings,
        first_seen,
        published,
        closed,
        reposts,
    }
}

fn swap((facts, relative): (Facts, Relative)) -> (Relative, Facts) {
    (relative, facts)
}

fn member((relative, facts): &(Relative, Facts)) -> Member<'_> {
    Member {
        key: &relative.key,
        kin: &relative.kin,
        signature: &relative.signature,
        facts,
        first_seen: relative.first_seen,
        closed_at: relative.closed_at,
    }
}

fn alone(posting: &PostingRecord) -> Relative {
    Relative {
        key: posting.key.clone(),
        role: posting.role,
        title: posting.title.clone(),
        url: posting.url.clone(),
        apply_url: posting.apply_url.clone(),
        facts: String::new(),
        kin: String::new(),
        signature: String::new(),
        published: posting.published,
        first_seen: posting.first_seen,
        last_seen: posting.last_seen,
        closed_at: posting.closed_at,
    }
}
