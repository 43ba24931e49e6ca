//! From the address of a careers page or of a posting to the board behind it.
//!
//! ```
//! use ingest::recognise::recognise;
//!
//! let boards = recognise("https://job-boards.greenhouse.io/acme/jobs/7").unwrap();
//! assert_eq!(boards[0].key(), "greenhouse:acme");
//! ```

use thiserror::Error;
use url::Url;

use crate::board::Board;
use crate::source::Kind;

/// An address that leads to no board, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Unrecognised(String);

/// The boards that an address may belong to, likeliest first. Addresses of the systems' own hosts give one; any other page may have
/// JSON-LD, or be a company's own domain of a system: which of them answers, only asking shows. The company's name is guessed
/// from the token.
///
/// # Errors
/// Text that is no address; an address of a system that names no board.
pub fn recognise(address: &str) -> Result<Vec<Board>, Unrecognised> {
    let url = parsed(address)?;
    match known(&url)? {
        Some(board) => Ok(vec![board]),
        None => Ok(candidates(&url)),
    }
}

/// The boards of known systems that a page speaks of: it embeds them, or links to them. Each once, in the page's order.
pub fn recognise_in(html: &str) -> Vec<Board> {
    let mut out: Vec<Board> = Vec::new();
    for (at, _) in html.match_indices("://") {
        let Some(start) = html[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map(|i| i + 1).or(Some(0))
        else {
            continue;
        };
        let is_end = |c: char| c.is_whitespace() || "\"'<>()\\`".contains(c);
        let end = html[at..].find(is_end).map_or(html.len(), |end| at + end);
        let Some(text) = html.get(start..end.min(start + 2_000)) else { continue };
        let found =
            Url::parse(&normalise::text::unescape(text)).ok().and_then(|url| known(&url).ok().flatten());
        if let Some(board) = found.filter(|board| out.iter().all(|b| b.key() != board.key())) {
            out.push(board);
        }
    }
    out
}

fn parsed(address: &str) -> Result<Url, Unrecognised> {
    let address = address.trim();
    let whole = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let url = Url::parse(&whole).ok().filter(|url| ["http", "https"].contains(&url.scheme()));
    let url = url.filter(|url| url.host_str().is_some_and(|host| host.contains('.')));
    url.ok_or_else(|| {
        Unrecognised(format!("{address:?} is no address of a web page: copy it from the browser"))
    })
}

/// The board of a system's own host.
fn known(url: &Url) -> Result<Option<Board>, Unrecognised> {
    let host = url.host_str().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let found = match host {
        "boards.greenhouse.io"
        | "job-boards.greenhouse.io"
        | "boards.eu.greenhouse.io"
        | "job-boards.eu.greenhouse.io" => greenhouse(url, &path),
        "boards-api.greenhouse.io" => {
            after(&path, &["v1", "boards"]).map(|token| board(Kind::Greenhouse, token))
        }
        "jobs.lever.co" => path.first().map(|token| board(Kind::Lever, token)),
        "jobs.eu.lever.co" => path.first().map(|token| european(token)),
        "api.lever.co" => after(&path, &["v0", "postings"]).map(|token| board(Kind::Lever, token)),
        "api.eu.lever.co" => after(&path, &["v0", "postings"]).map(european),
        "jobs.ashbyhq.com" => path.first().map(|token| board(Kind::Ashby, token)),
        "api.ashbyhq.com" => {
            after(&path, &["posting-api", "job-board"]).map(|token| board(Kind::Ashby, token))
        }
        "jobs.smartrecruiters.com" | "careers.smartrecruiters.com" => {
            let company = path.iter().position(|part| *part == "company").and_then(|at| path.get(at + 1));
            company.or(path.first()).map(|token| board(Kind::Smartrecruiters, token))
        }
        "api.smartrecruiters.com" => {
            after(&path, &["v1", "companies"]).map(|token| board(Kind::Smartrecruiters, token))
        }
        "apply.workable.com" => workable(&path)?,
        _ => match subdomain(host) {
            Some((kind, token)) => Some(at_subdomain(kind, token, host)),
            None => workday(host, &path),
        },
    };
    if found.is_none() && is_of_a_system(host) {
        let what = format!(
            "{url} names no board: take the address of the company's list of jobs, or of one of its postings"
        );
        return Err(Unrecognised(what));
    }
    Ok(found)
}

fn board(kind: Kind, token: &str) -> Board {
    Board::new(kind, token, &name(token))
}

fn european(token: &str) -> Board {
    Board { url: Some("https://jobs.eu.lever.co".to_owned()), ..board(Kind::Lever, token) }
}

/// `/acme`, `/acme/jobs/7`, `/embed/job_board?for=acme`, `/embed/job_app?for=acme&token=7`.
fn greenhouse(url: &Url, path: &[&str]) -> Option<Board> {
    let token = match path.first() {
        Some(&"embed") => {
            url.query_pairs().find(|(name, _)| name == "for").map(|(_, value)| value.into_owned())
        }
        first => first.map(|token| (*token).to_owned()),
    };
    token.filter(|t| !t.is_empty()).map(|token| board(Kind::Greenhouse, &token))
}

/// `/acme`, `/acme/j/7`; `/j/7` alone names no account.
fn workable(path: &[&str]) -> Result<Option<Board>, Unrecognised> {
    match path {
        ["j", ..] => Err(Unrecognised(
            "this short address names no account: open it, and take the address that it leads to".to_owned(),
        )),
        ["api", _, "widget", "accounts", token, ..] | ["api", _, "accounts", token, ..] => {
            Ok(Some(board(Kind::Workable, token)))
        }
        ["api", ..] => Ok(None),
        [token, ..] => Ok(Some(board(Kind::Workable, token))),
        [] => Ok(None),
    }
}

/// The word after these.
fn after<'a>(path: &[&'a str], before: &[&'a str]) -> Option<&'a str> {
    path.strip_prefix(before).and_then(|rest| rest.first()).copied()
}

/// Systems that give each company a name under their own.
const SUBDOMAINS: [(&str, Kind); 5] = [
    (".jobs.personio.de", Kind::Personio),
    (".jobs.personio.com", Kind::Personio),
    (".recruitee.com", Kind::Recruitee),
    (".teamtailor.com", Kind::Teamtailor),
    (".workable.com", Kind::Workable),
];
/// Names there that are the systems' own.
const OWN: [&str; 8] = ["api", "app", "blog", "developers", "help", "jobs", "resources", "support"];

fn subdomain(host: &str) -> Option<(Kind, &str)> {
    let found = SUBDOMAINS.iter().find_map(|(end, kind)| Some((*kind, host.strip_suffix(end)?)));
    found.filter(|(_, token)| !OWN.contains(token))
}

fn at_subdomain(kind: Kind, token: &str, host: &str) -> Board {
    let url = host.ends_with(".jobs.personio.com").then(|| format!("https://{host}"));
    Board { url, ..board(kind, token) }
}

/// `acme.wd5.myworkdayjobs.com/en-US/Careers/job/…`, `wd5.myworkdaysite.com/en-US/recruiting/acme/Careers/…`.
fn workday(host: &str, path: &[&str]) -> Option<Board> {
    let is_language = |part: &str| {
        let (language, region) = part.split_once('-').unwrap_or((part, ""));
        let is = |word: &str, of: fn(&char) -> bool| word.len() == 2 && word.chars().all(|c| of(&c));
        is(language, char::is_ascii_lowercase)
            && (region.is_empty() || is(region, char::is_ascii_alphanumeric))
    };
    let path = match path {
        ["wday", "cxs", _, rest @ ..] => rest,
        [first, rest @ ..] if !rest.is_empty() && is_language(first) => rest,
        all => all,
    };
    if let Some(centre) = host.strip_suffix(".myworkdaysite.com") {
        let ["recruiting", tenant, site, ..] = path else { return None };
        let url = Some(format!("https://{host}/recruiting/{tenant}/{site}"));
        return Some(Board {
            url,
            ..Board::new(Kind::Workday, &format!("{tenant}.{centre}/{site}"), &name(tenant))
        });
    }
    let at = host.strip_suffix(".myworkdayjobs.com")?;
    let (tenant, _) = at.split_once('.')?;
    let site = path.first()?;
    Some(Board::new(Kind::Workday, &format!("{at}/{site}"), &name(tenant)))
}

fn is_of_a_system(host: &str) -> bool {
    const DOMAINS: [&str; 10] = [
        "greenhouse.io",
        "lever.co",
        "ashbyhq.com",
        "smartrecruiters.com",
        "workable.com",
        "recruitee.com",
        "personio.de",
        "personio.com",
        "teamtailor.com",
        "myworkdayjobs.com",
    ];
    DOMAINS
        .iter()
        .any(|domain| host == *domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

/// What a page of the company's own may be.
fn candidates(url: &Url) -> Vec<Board> {
    let host = url.host_str().unwrap_or_default();
    let token = label(host);
    let origin = url.origin().ascii_serialization();
    let at = |kind| Board { url: Some(origin.clone()), ..board(kind, &token) };
    let mut page = url.clone();
    page.set_fragment(None);
    let jsonld = Board { url: Some(page.into()), ..board(Kind::Jsonld, &token) };
    let path = url.path();
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_numbered =
        path.contains("/jobs/") && last.starts_with(|c: char| c.is_ascii_digit()) && last.contains('-');
    if path.starts_with("/o/") {
        vec![at(Kind::Recruitee), jsonld]
    } else if is_numbered {
        vec![at(Kind::Teamtailor), jsonld]
    } else {
        vec![jsonld, at(Kind::Teamtailor), at(Kind::Recruitee)]
    }
}

/// `acme` of `careers.acme.com` and `www.acme.co.uk`.
fn label(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let registered = match labels.len() {
        0..=2 => labels.first(),
        n if labels[n - 2].len() <= 3 && labels[n - 1].len() == 2 => labels.get(n - 3),
        n => labels.get(n - 2),
    };
    registered.copied().unwrap_or(host).to_owned()
}

/// `Acme Robotics` of `acme-robotics`.
fn name(token: &str) -> String {
    let token = percent(token);
    let words = token.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}

/// `Acme Inc` of `Acme%20Inc`.
fn percent(token: &str) -> String {
    let pair = format!("a={}", token.replace('+', "%2B"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_systems_are_recognised() {
        let check = |address: &str, key: &str, at: Option<&str>| {
            let boards = recognise(address).unwrap_or_else(|error| panic!("{address}: {error}"));
            assert_eq!(boards.len(), 1, "{address}");
            assert_eq!((boards[0].key().as_str(), boards[0].url.as_deref()), (key, at), "{address}");
            assert_eq!(boards[0].wrong(), None, "{address}");
        };
        check("https://boards.greenhouse.io/acme", "greenhouse:acme", None);
        check("boards.greenhouse.io/acme/jobs/7?gh_src=x", "greenhouse:acme", None);
        check("https://job-boards.greenhouse.io/acme/", "greenhouse:acme", None);
        check("https://job-boards.eu.greenhouse.io/acme/jobs/7", "greenhouse:acme", None);
        check("https://boards.greenhouse.io/embed/job_board?for=acme&b=1", "greenhouse:acme", None);
        check("https://boards.greenhouse.io/embed/job_app?token=7&for=acme", "greenhouse:acme", None);
        check("https://boards-api.greenhouse.io/v1/boards/acme/jobs", "greenhouse:acme", None);
        check("https://jobs.lever.co/Acme/1-2/apply", "lever:Acme", None);
        check("https://jobs.eu.lever.co/acme", "lever:acme", Some("https://jobs.eu.lever.co"));
        check("https://api.eu.lever.co/v0/postings/acme", "lever:acme", Some("https://jobs.eu.lever.co"));
        check("https://jobs.ashbyhq.com/Acme%20Inc/7", "ashby:Acme%20Inc", None);
        check("https://jobs.smartrecruiters.com/AcmeInc/7-sre", "smartrecruiters:AcmeInc", None);
        check("https://careers.smartrecruiters.com/AcmeInc", "smartrecruiters:AcmeInc", None);
        check(
            "https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/7",
            "smartrecruiters:Acme",
            None,
        );
        check("https://apply.workable.com/acme/j/AB12/", "workable:acme", None);
        check("https://apply.workable.com/api/v1/widget/accounts/acme", "workable:acme", None);
        check("https://acme.workable.com/jobs/7", "workable:acme", None);
        check("https://acme.recruitee.com/o/sre", "recruitee:acme", None);
        check("https://acme.jobs.personio.de/job/7?language=en", "personio:acme", None);
        check("https://acme.jobs.personio.com/", "personio:acme", Some("https://acme.jobs.personio.com"));
        check("https://acme.teamtailor.com/jobs/7-sre", "teamtailor:acme", None);
        check("https://acme.na.teamtailor.com/jobs", "teamtailor:acme.na", None);
        check("https://acme.wd5.myworkdayjobs.com/Careers", "workday:acme.wd5/Careers", None);
        check(
            "https://acme.wd103.myworkdayjobs.com/en-US/Careers/job/Ulm/SRE_R1",
            "workday:acme.wd103/Careers",
            None,
        );
        check(
            "https://acme.wd5.myworkdayjobs.com/de/Careers/details/SRE_R1",
            "workday:acme.wd5/Careers",
            None,
        );
        check(
            "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/jobs",
            "workday:acme.wd5/Careers",
            None,
        );
        check(
            "https://wd5.myworkdaysite.com/en-US/recruiting/acme/Careers/job/x",
            "workday:acme.wd5/Careers",
            Some("https://wd5.myworkdaysite.com/recruiting/acme/Careers"),
        );
    }

    #[test]
    fn other_pages_have_several_candidates() {
        let check = |address: &str, expected: &[(&str, &str)]| {
            let boards = recognise(address).unwrap();
            let found: Vec<_> = boards.iter().map(|b| (b.key(), b.url.clone().unwrap_or_default())).collect();
            let expected: Vec<_> = expected.iter().map(|(k, u)| ((*k).to_owned(), (*u).to_owned())).collect();
            assert_eq!(found, expected, "{address}");
        };
        let at = "https://careers.acme.com";
        check(
            "https://careers.acme.com/open#top",
            &[
                ("jsonld:acme", "https://careers.acme.com/open"),
                ("teamtailor:acme", at),
                ("recruitee:acme", at),
            ],
        );
        check(
            "https://careers.acme.com/jobs/7-sre",
            &[("teamtailor:acme", at), ("jsonld:acme", "https://careers.acme.com/jobs/7-sre")],
        );
        check(
            "https://careers.acme.com/o/sre",
            &[("recruitee:acme", at), ("jsonld:acme", "https://careers.acme.com/o/sre")],
        );
        assert_eq!(recognise("www.acme.co.uk/jobs").unwrap()[0].key(), "jsonld:acme");
        assert_eq!(recognise("acme.dev").unwrap()[0].key(), "jsonld:acme");
    }

    #[test]
    fn what_leads_to_no_board_is_said() {
        let check = |address: &str, expected: &str| {
            let error = recognise(address).unwrap_err().to_string();
            assert!(error.contains(expected), "{address}: {error}");
        };
        check("https://boards.greenhouse.io/", "names no board");
        check("https://boards.greenhouse.io/embed/job_board", "names no board");
        check("https://www.greenhouse.io/", "names no board");
        check("https://app.teamtailor.com/x", "names no board");
        check("https://acme.wd5.myworkdayjobs.com/", "names no board");
        check("https://apply.workable.com/j/AB12", "short address");
        check("acme", "no address of a web page");
        check("ftp://jobs.lever.co/acme", "no address of a web page");
        check("", "no address of a web page");
    }

    #[test]
    fn a_page_speaks_of_its_boards() {
        let html = r#"<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme&amp;b=1"></script>
            <a href='https://jobs.lever.co/acme/7'>x</a> {"u":"https:\/\/no","v":"https://jobs.lever.co/acme"} https://jobs.ashbyhq.com/
            <a href=https://acme.com/jobs>y</a> é://"#;
        let keys: Vec<String> = recognise_in(html).iter().map(Board::key).collect();
        assert_eq!(keys, ["greenhouse:acme", "lever:acme"]);
    }

    #[test]
    fn names_are_guessed_from_tokens() {
        let check = |token: &str, expected: &str| assert_eq!(name(token), expected);
        check("acme-robotics", "Acme Robotics");
        check("Acme%20Inc", "Acme Inc");
        check("AcmeInc", "AcmeInc");
    }
}
