//! What is read of a web page: its scripts with JSON-LD, and its links. No tree is made of it, and no page is too broken.

use normalise::text::unescape;

/// A link of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// As written.
    pub href: String,
    /// What it leads to: `next`, `alternate`.
    pub rel: String,
}

/// What a page has for us.
#[derive(Debug, Default)]
pub struct Scan<'a> {
    /// Contents of the scripts with JSON-LD.
    pub scripts: Vec<&'a str>,
    /// Links, those of its head too.
    pub links: Vec<Link>,
    /// What its links are relative to, where that is not its own address.
    pub base: Option<String>,
}

/// Reads a page.
pub fn scan(html: &str) -> Scan<'_> {
    let mut out = Scan::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        let (attributes, after) = attributes(&rest[end..]);
        rest = after;
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| unescape(value).trim().to_owned()).unwrap_or_default()
        };
        match name.as_str() {
            "script" | "style" => {
                let (content, after) = raw(rest, &name);
                rest = after;
                let kind = value("type").to_ascii_lowercase();
                if name == "script"
                    && kind.split(';').next().is_some_and(|k| k.trim() == "application/ld+json")
                {
                    out.scripts.push(content);
                }
            }
            "a" | "link" | "area" => {
                out.links.push(Link { href: value("href"), rel: value("rel").to_ascii_lowercase() });
            }
            "base" => out.base = out.base.or(Some(value("href"))),
            _ => {}
        }
    }
    out
}

/// The attributes of a tag, and what follows its end.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut out = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let Some(first) = rest.chars().next() else { return (out, rest) };
        if first == '>' {
            return (out, &rest[1..]);
        }
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        // A name has at least one character, whichever it is, so that the loop comes to an end.
        let end = rest[first.len_utf8()..].find(is_end).map_or(rest.len(), |at| at + first.len_utf8());
        let (name, after) = rest.split_at(end);
        rest = after.trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            out.push((name, ""));
            continue;
        };
        rest = after.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            None => {
                rest.split_at(rest.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(rest.len()))
            }
        };
        out.push((name, value));
        rest = after;
    }
}

/// What stands before the end tag of that name, and what follows it.
fn raw<'a>(rest: &'a str, name: &str) -> (&'a str, &'a str) {
    let end = rest.match_indices("</").find(|(at, _)| {
        rest.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
    });
    match end {
        Some((at, _)) => (&rest[..at], rest[at..].split_once('>').map_or("", |(_, after)| after)),
        None => (rest, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_with_json_ld_are_found() {
        let check = |html: &str, expected: &[&str]| assert_eq!(scan(html).scripts, expected, "{html}");
        check("<script type=\"application/ld+json\">{}</script>", &["{}"]);
        check("<SCRIPT nonce=a TYPE = 'application/LD+JSON; charset=utf-8' >1</ScRiPt >", &["1"]);
        check("<script type=application/ld+json>1</script><script>x</script>", &["1"]);
        check(
            "<!-- <script type=\"application/ld+json\">0</script> --><script type='application/ld+json'>1",
            &["1"],
        );
        check("<script>\"<script type='application/ld+json'>\"</script><p>", &[]);
        check("<script type=\"application/ld+json\" data-a=\">\">\"</p>\"</script>", &["\"</p>\""]);
        check("< script type=\"application/ld+json\">1</script>", &[]);
        check("<script", &[]);
    }

    #[test]
    fn links_are_found() {
        let links = |html: &str| {
            let scan = scan(html);
            scan.links.into_iter().map(|l| (l.href, l.rel)).collect::<Vec<_>>()
        };
        let check = |html: &str, expected: &[(&str, &str)]| {
            let expected: Vec<(String, String)> =
                expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
            assert_eq!(links(html), expected, "{html}");
        };
        check("<a class=x href='/jobs/1?a=1&amp;b=2'>A</a>", &[("/jobs/1?a=1&b=2", "")]);
        check("<link rel=\"NEXT\" href=\"?page=2\"/>", &[("?page=2", "next")]);
        check("<a disabled href = /jobs/2>B</a><abbr href=x>", &[("/jobs/2", "")]);
        check("<a ====>", &[("", "")]);
        check("<a é\"x", &[("", "")]);
        assert_eq!(scan("<base href='/x/'><base href='/y/'>").base.as_deref(), Some("/x/"));
    }
}
