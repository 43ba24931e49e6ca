//! Posting HTML: made safe, and made plain.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// Bytes of a posting's HTML that are read: longer ones are cut.
const LONGEST: usize = 512 * 1024;

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(HashSet::from([
            "p",
            "br",
            "ul",
            "ol",
            "li",
            "strong",
            "b",
            "em",
            "i",
            "u",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "blockquote",
            "code",
            "pre",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "hr",
            "dl",
            "dt",
            "dd",
            "sub",
            "sup",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener ugc"))
        .clean_content_tags(HashSet::from([
            "script", "style", "iframe", "object", "noscript", "template", "textarea",
        ]));
    policy
});

/// The HTML with nothing but harmless structure: no scripts, styles, images or attributes; links lead to http(s) and carry
/// `rel="nofollow noopener ugc"`. Headings are all of the third rank.
pub fn sanitise(html: &str) -> String {
    let mut html = POLICY.clean(cut(html)).to_string();
    // Feeds use ranks for size, with gaps: one rank keeps a page's outline whole.
    for rank in ["h1", "h2", "h4", "h5", "h6"] {
        html = html.replace(&format!("<{rank}>"), "<h3>").replace(&format!("</{rank}>"), "</h3>");
    }
    html
}

/// The words of sanitised HTML, one paragraph or list item a line.
pub fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = rest[at + 1..at + end].trim_start_matches('/');
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        out.push_str(if INLINE.contains(&name) { "" } else { "\n" });
        rest = &rest[at + end + 1..];
    }
    out.push_str(if rest.contains('<') { "" } else { rest });
    let lines = unescape(&out);
    let lines = lines.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

const INLINE: [&str; 9] = ["a", "b", "strong", "i", "em", "u", "code", "sub", "sup"];

/// Text as HTML: nothing of it is markup.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Character references to characters: the five of XML, the no-break space, dashes, and numbers.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(i, _)| i);
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "rsquo" => '’',
        "bull" => '•',
        "euro" => '€',
        "pound" => '£',
        _ => return None,
    })
}

fn cut(html: &str) -> &str {
    let end = (0..=LONGEST.min(html.len())).rev().find(|&i| html.is_char_boundary(i)).unwrap_or(0);
    &html[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_made_safe() {
        let check = |html: &str, expected: &str| assert_eq!(sanitise(html), expected);
        check("<p onclick=x()>Hi<script>alert(1)</script></p>", "<p>Hi</p>");
        check("<img src=x onerror=y><a href='javascript:z'>a</a>", "<a rel=\"nofollow noopener ugc\">a</a>");
        check("<h1>Top</h1><div>x</div>", "<h3>Top</h3>x");
    }

    #[test]
    fn html_is_made_plain() {
        let check = |html: &str, expected: &str| assert_eq!(plain(html), expected);
        check(
            "<p>Pay: &euro;90k &ndash; 100k</p><ul><li>Rust</li><li><b>Go</b>lang</li></ul>",
            "Pay: €90k – 100k\nRust\nGolang",
        );
        check("a &lt;b&gt; c", "a <b> c");
    }
}
