//! Posting HTML: made safe, and made plain.

mod regular;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// Bytes of a posting's HTML that are read: longer ones are cut.
const LONGEST: usize = 512 * 1024;

/// What a posting's links are to the site that shows them.
const LINK_REL: &str = "nofollow noopener ugc";

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::empty();
    policy
        .tags(HashSet::from([
            "p",
            "div",
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
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .attribute_filter(|_, _, value| Some(address(value)))
        .link_rel(Some(LINK_REL))
        .clean_content_tags(HashSet::from([
            "script", "style", "iframe", "object", "noscript", "template", "textarea",
        ]));
    policy
});

/// An address as a browser reads it, without control characters and the space around it, and with its angle brackets escaped:
/// outside of tags there are none then, and whoever reads the HTML need not know what is quoted.
fn address(written: &str) -> Cow<'_, str> {
    let trimmed = written.trim_matches(|c: char| c <= ' ');
    let is_odd = |c: char| c.is_ascii_control() || matches!(c, '<' | '>');
    if !trimmed.contains(is_odd) {
        return trimmed.into();
    }
    let plain: String = trimmed.chars().filter(|c| !c.is_ascii_control()).collect();
    plain.replace('<', "%3C").replace('>', "%3E").into()
}

/// The HTML with nothing but harmless structure: no scripts, styles, images or attributes; links lead to http(s) and carry
/// `rel="nofollow noopener ugc"`. Headings are all of the third rank.
pub fn sanitise(html: &str) -> String {
    regular::clean(cut(html)).unwrap_or_else(|| sanitise_by_parser(html))
}

/// The same for HTML of any kind, by the rules by which browsers repair it: what [`sanitise`] is held to.
pub fn sanitise_by_parser(html: &str) -> String {
    let mut html = POLICY.clean(cut(html)).to_string().into_bytes();
    // Feeds use ranks for size, with gaps: one rank keeps a page's outline whole.
    let tags: Vec<usize> = memchr::memchr_iter(b'<', &html).collect();
    for tag in tags {
        let name = tag + 1 + usize::from(html.get(tag + 1) == Some(&b'/'));
        if let Some([b'h', rank @ b'1'..=b'6']) = html.get_mut(name..name + 2) {
            *rank = b'3';
        }
    }
    String::from_utf8(html).unwrap_or_default()
}

/// The words of sanitised HTML, one paragraph or list item a line, white space folded.
pub fn plain(html: &str) -> String {
    let mut out = Lines { text: String::with_capacity(html.len()), gap: Gap::None };
    let mut rest = html;
    loop {
        let end = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (text, other) = rest.split_at(end);
        out.run(text);
        let width = match other.as_bytes().first() {
            Some(b'<') => {
                let Some(end) = memchr::memchr(b'>', other.as_bytes()) else { return out.text };
                out.tag(&other[1..end]);
                end + 1
            }
            Some(_) => {
                let (c, width) = reference_at(other).unwrap_or(('&', 1));
                out.character(c);
                width
            }
            None => return out.text,
        };
        rest = &other[width..];
    }
}

/// Whether the text has nothing but words with single spaces between them, and perhaps one at either end. White space beyond ASCII
/// begins with one of four bytes. Of all bytes, so that many are looked at together.
fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |odd: bool, &byte: &u8| odd | matches!(byte, 0..b' ' | 0xc2 | 0xe1..=0xe3);
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    !bytes.iter().fold(false, odd) && !pairs.fold(false, |twice, (&a, &b)| twice | (a == b' ' && b == b' '))
}

/// Text in the making: what parts the next words from those before is not written until they come.
struct Lines {
    text: String,
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

impl Lines {
    /// Text without tags and references.
    fn run(&mut self, text: &str) {
        if !is_even(text) {
            return text.split_inclusive(|c: char| !c.is_ascii() || c.is_ascii_whitespace()).for_each(
                |part| {
                    let last = part.char_indices().next_back().map_or(0, |(at, _)| at);
                    self.push(&part[..last]);
                    part[last..].chars().for_each(|c| self.character(c));
                },
            );
        }
        let words = text.strip_prefix(' ').unwrap_or(text);
        if words.len() < text.len() {
            self.character(' ');
        }
        let inner = words.strip_suffix(' ').unwrap_or(words);
        self.push(inner);
        if inner.len() < words.len() {
            self.character(' ');
        }
    }

    /// Words without white space.
    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.gap {
            _ if self.text.is_empty() => {}
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Line => self.text.push('\n'),
        }
        self.gap = Gap::None;
        self.text.push_str(words);
    }

    fn character(&mut self, c: char) {
        match c {
            '\n' => self.gap = Gap::Line,
            c if c.is_whitespace() => self.gap = self.gap.max(Gap::Space),
            c => self.push(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// A tag ends the line, unless it only marks words in it.
    fn tag(&mut self, inside: &str) {
        let name = inside.strip_prefix('/').unwrap_or(inside).as_bytes();
        let end = name.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len());
        if !matches!(&name[..end], b"a" | b"b" | b"strong" | b"i" | b"em" | b"u" | b"code" | b"sub" | b"sup")
        {
            self.gap = Gap::Line;
        }
    }
}

/// The character that a reference at the text's start names, and the reference's length.
fn reference_at(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    Some((reference(text.get(1..end)?)?, end + 1))
}

/// Text as HTML: nothing of it is markup.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Character references to characters: the five of XML, the no-break space, dashes, and numbers.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, width) = reference_at(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[width..];
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
    named(name)
}

fn named(name: &str) -> Option<char> {
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
        check("<h1>Top</h1><div>x</div>", "<h3>Top</h3><div>x</div>");
        check("<p title=\"t\" lang=de>x</p>", "<p>x</p>");
        check(
            "<a href=' \u{2}https://x.example/?a\n=<b>'>a</a>",
            "<a href=\"https://x.example/?a=%3Cb%3E\" rel=\"nofollow noopener ugc\">a</a>",
        );
    }

    #[test]
    fn html_is_made_plain() {
        let check = |html: &str, expected: &str| assert_eq!(plain(html), expected);
        check(
            "<p>Pay: &euro;90k &ndash; 100k</p><ul><li>Rust</li><li><b>Go</b>lang</li></ul>",
            "Pay: €90k – 100k\nRust\nGolang",
        );
        check("a &lt;b&gt; c", "a <b> c");
        check(
            "<p> a  b\t&nbsp;c </p>\n<p></p> d\u{2003}e&unknown; <i>f</i>.g &",
            "a b c\nd e&unknown; f.g &",
        );
        check("<p>a<br>b\nc</p>d <", "a\nb\nc\nd");
        check("ü – „x“ … 你", "ü – „x“ … 你");
        check("<div>Role: Engineer</div><div>City: Berlin</div>", "Role: Engineer\nCity: Berlin");
    }
}
