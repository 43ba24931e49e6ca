//! From a posting to what the store keeps: safe HTML, plain text, facts.

use std::collections::HashMap;

use catalog::role::RoleId;
use catalog::schema::Value;
use catalog::text::slugify;
use normalise::mask::mask;
use normalise::roles::{Common, Mark};
use normalise::text::{plain, sanitise};
use normalise::{BoardContext, Facts, Input, facts};
use sha2::{Digest as _, Sha256};

use crate::excerpt::excerpt;
use crate::posting::Posting;
use crate::source::{Policy, Text};

/// A posting ready to be kept.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// `{source}:{board}:{id}`; of a feed of all companies `{source}:{id}`.
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
    /// Sanitised, without e-mail addresses and telephone numbers; of another's feed an excerpt.
    pub html: String,
    /// How much of its text that is.
    pub text: Text,
    /// By what it is compared with other postings.
    pub mark: Mark,
    /// What it means.
    pub facts: Facts,
    /// Unix seconds.
    pub published: Option<i64>,
    /// SHA-256 of what the feed says of it, 16 hexadecimal digits: whether it is another posting than before. What is read from it
    /// depends on the rules and on the board's other postings as well, and is no part of this; nor is how the company is written.
    pub hash: String,
    /// [`Posting::version`].
    pub version: String,
    /// What an operator should know of it, each the end of a sentence that begins with its key.
    pub remarks: Vec<&'static str>,
}

/// The role's id: the first 48 bits of the key's SHA-256. Two of a million roles share one with a chance of 1 in 560.
pub fn role_id(key: &str) -> RoleId {
    let digest = Sha256::digest(key.as_bytes());
    RoleId::new(digest[..6].iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// Prepares the postings of a board together (`key` is its [`crate::Board::key`]): paragraphs that most of a company's postings
/// share count as its own.
pub fn prepare_all(key: &str, company: &str, postings: Vec<Posting>) -> Vec<Prepared> {
    prepare_among(key, company, postings, &[])
}

/// The same for some of a board's postings: `others` are the texts of the rest, as they were prepared. Of a feed of all companies
/// they do not count: they are excerpts.
pub fn prepare_among(key: &str, company: &str, postings: Vec<Posting>, others: &[String]) -> Vec<Prepared> {
    let others: Vec<String> = others.iter().map(|html| plain(html)).collect();
    let texts: Vec<(String, String)> = postings
        .iter()
        .map(|p| {
            let html = mask(&sanitise(&p.html));
            let text = plain(&html);
            (html, text)
        })
        .collect();
    let policy = Policy::of(key);
    let contexts = contexts(policy, &postings, &texts, &others);
    let titles = postings.iter().map(|p| p.title.as_str());
    let common = Common::of(titles.zip(&texts).map(|(title, (_, text))| (title, text.as_str())));
    let all = postings.into_iter().zip(texts);
    all.map(|(posting, (html, text))| {
        let context = &contexts[&group(policy, &posting)];
        prepare(key, company, posting, html, &text, &Around { policy, context, common: &common })
    })
    .collect()
}

/// Whose paragraphs count together: of a feed of all companies those of each, else all.
fn group(policy: &Policy, posting: &Posting) -> String {
    posting.company.as_deref().filter(|_| policy.board_wide).map(slugify).unwrap_or_default()
}

fn contexts(
    policy: &Policy,
    postings: &[Posting],
    texts: &[(String, String)],
    others: &[String],
) -> HashMap<String, BoardContext> {
    let mut groups: HashMap<String, (Vec<&str>, Vec<&str>)> = HashMap::new();
    if !policy.board_wide {
        groups.entry(String::new()).or_default().0.extend(others.iter().map(String::as_str));
    }
    for (posting, (_, text)) in postings.iter().zip(texts) {
        let (texts, locations) = groups.entry(group(policy, posting)).or_default();
        texts.push(text);
        locations.extend(posting.locations.iter().chain(&posting.offices).map(String::as_str));
    }
    let context = |(texts, locations): (Vec<&str>, Vec<&str>)| {
        BoardContext::of(texts.into_iter()).with_locations(locations.into_iter())
    };
    groups.into_iter().map(|(group, parts)| (group, context(parts))).collect()
}

/// What is known of a posting's board.
struct Around<'a> {
    policy: &'a Policy,
    context: &'a BoardContext,
    common: &'a Common,
}

fn prepare(
    board: &str,
    company: &str,
    posting: Posting,
    html: String,
    text: &str,
    around: &Around<'_>,
) -> Prepared {
    let locations: Vec<&str> = posting.locations.iter().map(String::as_str).collect();
    let restricted_to: Vec<&str> = posting.restricted_to.iter().map(String::as_str).collect();
    let offices: Vec<&str> = posting.offices.iter().map(String::as_str).collect();
    let input = Input {
        title: &posting.title,
        company: posting.company.as_deref().unwrap_or(company),
        locations: &locations,
        restricted_to: &restricted_to,
        offices: &offices,
        text,
        department: &posting.department,
        workplace_hint: posting.workplace.as_deref(),
        employment_hint: posting.employment.as_deref(),
        level_hint: posting.level.as_deref(),
        years_hint: posting.years,
        remote_flag: posting.remote,
        country_hint: posting.country.as_deref(),
        pay: &posting.pay,
        pay_text: &mask(&posting.pay_text),
        remote_source: around.policy.remote_only,
    };
    let facts = facts(&input, around.context);
    let html = match around.policy.text {
        Text::Full => html,
        Text::Excerpt => excerpt(text),
        Text::Link => String::new(),
    };
    let remarks = remarks(&posting);
    let label = posting.company.unwrap_or_else(|| company.to_owned());
    let slug = Some(slugify(&label)).filter(|s| !s.is_empty()).unwrap_or_else(|| slugify(board));
    let key = format!("{board}:{}", posting.id);
    let title = posting.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mark = Mark::of(&slug, &title, text, &facts.places, around.common);
    let sent =
        (&posting.locations, &posting.restricted_to, &posting.workplace, posting.remote, &posting.country);
    let sent = format!("{sent:?} {:?}", (&posting.employment, &posting.pay, &posting.pay_text));
    let mut hash = Sha256::new();
    for part in [&title, &posting.url, &posting.apply_url, &html, &sent] {
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
        text: around.policy.text,
        mark,
        facts,
        published: posting.published,
        hash,
        version: posting.version,
        remarks,
    }
}

/// What was left out of a posting that is kept.
fn remarks(posting: &Posting) -> Vec<&'static str> {
    let reversed = posting.pay.iter().any(|p| p.min.zip(p.max).is_some_and(|(min, max)| min > max));
    let html = posting.html.as_bytes();
    let mut tags = memchr::memchr_iter(b'<', html).map(|at| &html[at..]);
    let scripted = tags.any(|tag| tag.get(..7).is_some_and(|name| name.eq_ignore_ascii_case(b"<script")));
    [
        reversed.then_some("states pay whose upper end is below its lower one: that range is left out"),
        scripted.then_some("has a script in its text: it is left out"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Only web addresses become links.
fn web(url: String) -> String {
    if url.starts_with("https://") || url.starts_with("http://") { url } else { String::new() }
}

#[cfg(test)]
mod tests {
    use normalise::StatedPay;

    use super::*;

    #[test]
    fn feeds_of_all_companies_are_excerpts_each_of_its_company() {
        let shared = "We hire people who write Kafka consumers and like to be on call.";
        let posting = |id: &str, company: &str| Posting {
            id: id.to_owned(),
            title: "Backend Engineer".to_owned(),
            company: Some(company.to_owned()),
            html: format!("<p>{shared}</p><p>{}</p><p>Last</p>", "Rust. ".repeat(100)),
            ..Posting::default()
        };
        let postings: Vec<Posting> = ["Acme", "Bolt", "Cord", "Dash"]
            .iter()
            .zip(["1", "2", "3", "4"])
            .map(|(c, id)| posting(id, c))
            .collect();
        let prepared = prepare_all("remoteok", "", postings.clone());
        assert_eq!((prepared[0].key.as_str(), prepared[1].company.label.as_str()), ("remoteok:1", "Bolt"));
        assert!(
            prepared[0].html.starts_with(&format!("<p>{shared}</p>"))
                && prepared[0].html.ends_with("Rust. …</p>")
        );
        assert_eq!(prepared[0].facts.workplace.evidence.as_ref().unwrap().field, normalise::Field::Source);
        let asks_for = |p: &Prepared, slug: &str| p.facts.skills.iter().any(|s| s.value.slug.contains(slug));
        assert!(asks_for(&prepared[0], "kafka"), "{:?}", prepared[0].facts.skills);
        // On a company's own board the same paragraph is the company's.
        let prepared = prepare_all("lever:acme", "Acme", postings);
        assert!(prepared[0].html.ends_with("<p>Last</p>"));
        assert!(!asks_for(&prepared[0], "kafka") && prepared[0].facts.workplace.evidence.is_none());
    }

    #[test]
    fn what_is_left_out_is_remarked() {
        let pay =
            |min, max| StatedPay { min: Some(min), max: Some(max), is_base: true, ..StatedPay::default() };
        let check = |posting: Posting, expected: &[&str]| {
            let prepared = prepare_all("lever:acme", "Acme", vec![posting]);
            assert_eq!(prepared[0].remarks.len(), expected.len());
            for (remark, words) in prepared[0].remarks.iter().zip(expected) {
                assert!(remark.contains(words), "{remark}");
            }
        };
        check(Posting { pay: vec![pay(90e3, 120e3)], ..Posting::default() }, &[]);
        check(Posting { pay: vec![pay(120e3, 90e3)], ..Posting::default() }, &["upper end is below"]);
        check(Posting { html: "<p>a</p><SCRIPT>b()</SCRIPT>".into(), ..Posting::default() }, &["script"]);
    }
}
