//! From a posting to what the store keeps: safe HTML, plain text, facts.

use catalog::role::RoleId;
use catalog::schema::Value;
use catalog::text::slugify;
use normalise::text::{plain, sanitise};
use normalise::{BoardContext, Facts, Input, facts};
use sha2::{Digest as _, Sha256};

use crate::posting::Posting;

/// A posting ready to be kept.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// `{source}:{board}:{id}`.
    pub key: String,
    /// The role's short id, from the key.
    pub role: RoleId,
    /// Who hires.
    pub company: Value,
    /// White space folded.
    pub title: String,
    /// As sent, where it is http(s); else empty.
    pub url: String,
    /// The same.
    pub apply_url: String,
    /// Sanitised.
    pub html: String,
    /// What it means.
    pub facts: Facts,
    /// Unix seconds.
    pub published: Option<i64>,
    /// SHA-256 of all that is kept, 16 hexadecimal digits: whether a visit changes the posting.
    pub hash: String,
}

/// The role's id: the first 48 bits of the key's SHA-256. Two of a million roles share one with a chance of 1 in 560.
pub fn role_id(key: &str) -> RoleId {
    let digest = Sha256::digest(key.as_bytes());
    RoleId::new(digest[..6].iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// Prepares the postings of a board together (`key` is its [`crate::Board::key`]): paragraphs that most of them share count as
/// the company's own.
pub fn prepare_all(key: &str, company: &str, postings: Vec<Posting>) -> Vec<Prepared> {
    let texts: Vec<(String, String)> = postings
        .iter()
        .map(|p| {
            let html = sanitise(&p.html);
            let text = plain(&html);
            (html, text)
        })
        .collect();
    let context = BoardContext::of(texts.iter().map(|(_, text)| text.as_str()));
    let all = postings.into_iter().zip(texts);
    all.map(|(posting, (html, text))| prepare(key, company, posting, html, &text, &context)).collect()
}

fn prepare(
    board: &str,
    company: &str,
    posting: Posting,
    html: String,
    text: &str,
    context: &BoardContext,
) -> Prepared {
    let locations: Vec<&str> = posting.locations.iter().map(String::as_str).collect();
    let input = Input {
        title: &posting.title,
        locations: &locations,
        text,
        workplace_hint: posting.workplace.as_deref(),
        employment_hint: posting.employment.as_deref(),
        remote_flag: posting.remote,
        country_hint: posting.country.as_deref(),
        pay: &posting.pay,
        pay_text: &posting.pay_text,
        remote_source: false,
    };
    let facts = facts(&input, context);
    let label = posting.company.unwrap_or_else(|| company.to_owned());
    let slug = Some(slugify(&label)).filter(|s| !s.is_empty()).unwrap_or_else(|| slugify(board));
    let key = format!("{board}:{}", posting.id);
    let title = posting.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut hash = Sha256::new();
    for part in [&title, &label, &posting.url, &posting.apply_url, &html, &format!("{facts:?}")] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize()[..8].iter().map(|b| format!("{b:02x}")).collect();
    Prepared {
        role: role_id(&key),
        key,
        company: Value { slug, label },
        title,
        url: web(posting.url),
        apply_url: web(posting.apply_url),
        html,
        facts,
        published: posting.published,
        hash,
    }
}

/// Only web addresses become links.
fn web(url: String) -> String {
    if url.starts_with("https://") || url.starts_with("http://") { url } else { String::new() }
}
