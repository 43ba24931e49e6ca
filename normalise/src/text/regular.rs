//! The short way to safe HTML: most descriptions are regular, and a regular one needs no parser that repairs.
//!
//! What is regular is narrow: known tags in lower case, each closed in its turn and where HTML allows it; attributes in double
//! quotes; web addresses of plain letters; references that are known. For such HTML the tree that a browser builds is the one that
//! is written, so that the policy is a matter of copying. Whatever else there is — a comment, a script, a stray end tag, an odd
//! address — makes it irregular, and the parser reads it. What is written here are the policy's tags, without attributes but a web
//! address, and escaped text: it is safe whether or not the reading is right. That it is right, byte for byte the parser's answer,
//! is a property test and a fuzz target.

use memchr::memchr3;

use super::LINK_REL;

/// Open elements, at most: deeper nesting is irregular.
const DEEPEST: usize = 48;

/// The policy's answer for regular HTML; `None` for any other.
pub(super) fn clean(html: &str) -> Option<String> {
    // A byte order mark at the start is none of the text.
    if html.starts_with('\u{feff}') {
        return None;
    }
    let mut reader = Reader { html, at: 0, out: String::with_capacity(html.len()), open: Vec::new() };
    reader.read()?;
    reader.open.is_empty().then_some(reader.out)
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    out: String,
    open: Vec<Tag>,
}

/// An element that is known here.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Tag {
    kind: Kind,
    /// As it is written into safe HTML; empty for one whose content alone is kept.
    name: &'static str,
    /// As it is read.
    read: &'static str,
}

/// What HTML asks of an element's place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Ends an open paragraph.
    Block,
    Paragraph,
    /// A block that ends another heading.
    Heading,
    /// A block whose children are items.
    List,
    Item,
    /// Goes on in the next block where it is not closed.
    Formatting,
    Inline,
    /// Has no content.
    Void,
    /// Both: a void element that ends an open paragraph.
    Rule,
}

/// A tag's name in small letters: the element, if it is known.
fn tag(name: &[u8]) -> Option<Tag> {
    let (kind, read, name) = match name {
        b"a" => (Kind::Formatting, "a", "a"),
        b"b" => (Kind::Formatting, "b", "b"),
        b"blockquote" => (Kind::Block, "blockquote", "blockquote"),
        b"br" => (Kind::Void, "br", "br"),
        b"code" => (Kind::Formatting, "code", "code"),
        b"div" => (Kind::Block, "div", "div"),
        b"em" => (Kind::Formatting, "em", "em"),
        b"h1" => (Kind::Heading, "h1", "h3"),
        b"h2" => (Kind::Heading, "h2", "h3"),
        b"h3" => (Kind::Heading, "h3", "h3"),
        b"h4" => (Kind::Heading, "h4", "h3"),
        b"h5" => (Kind::Heading, "h5", "h3"),
        b"h6" => (Kind::Heading, "h6", "h3"),
        b"hr" => (Kind::Rule, "hr", "hr"),
        b"i" => (Kind::Formatting, "i", "i"),
        b"img" => (Kind::Void, "img", ""),
        b"li" => (Kind::Item, "li", "li"),
        b"ol" => (Kind::List, "ol", "ol"),
        b"p" => (Kind::Paragraph, "p", "p"),
        b"section" => (Kind::Block, "section", ""),
        b"span" => (Kind::Inline, "span", ""),
        b"strong" => (Kind::Formatting, "strong", "strong"),
        b"u" => (Kind::Formatting, "u", "u"),
        b"ul" => (Kind::List, "ul", "ul"),
        _ => return None,
    };
    Some(Tag { kind, name, read })
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Option<()> {
        loop {
            let rest = &self.html[self.at..];
            let end = memchr3(b'<', b'>', b'&', rest.as_bytes());
            let (text, rest) = rest.split_at(end.unwrap_or(rest.len()));
            self.text(text)?;
            self.at += text.len();
            match rest.as_bytes().first() {
                Some(b'<') => self.tag()?,
                Some(b'&') => {
                    let c = self.reference()?;
                    escape(c, &mut self.out);
                }
                Some(_) => {
                    self.out.push_str("&gt;");
                    self.at += 1;
                }
                None => return Some(()),
            }
        }
    }

    /// Writes text without markup.
    fn text(&mut self, text: &str) -> Option<()> {
        // Of all bytes, so that many are looked at together. A no-break space begins with the last one.
        let odd = text.bytes().fold(false, |odd, b| odd | matches!(b, b'\0' | b'\r' | 0xc2));
        if !odd {
            self.out.push_str(text);
            return Some(());
        }
        // What a browser does with these is the parser's matter.
        let known = !text.contains(['\0', '\r']);
        text.chars().for_each(|c| escape(c, &mut self.out));
        known.then_some(())
    }

    /// Goes past a tag.
    fn tag(&mut self) -> Option<()> {
        self.at += 1;
        let closes = self.take(b'/');
        let name = self.run(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let tag = tag(name.as_bytes())?;
        if closes {
            let open = self.open.pop()?;
            let fits = open == tag && self.take(b'>');
            self.write(tag, &["</", tag.name, ">"]);
            return fits.then_some(());
        }
        let address = self.attributes(tag)?;
        if !self.may_open(tag) {
            return None;
        }
        if !matches!(tag.kind, Kind::Void | Kind::Rule) {
            self.open.push(tag);
        }
        match address {
            Some(address) => self.write(tag, &["<a href=\"", address, "\" rel=\"", LINK_REL, "\">"]),
            None if tag.name == "a" => self.write(tag, &["<a rel=\"", LINK_REL, "\">"]),
            None => self.write(tag, &["<", tag.name, ">"]),
        }
        Some(())
    }

    /// Writes a tag; one whose content alone is kept is none.
    fn write(&mut self, tag: Tag, parts: &[&str]) {
        if !tag.name.is_empty() {
            self.out.extend(parts.iter().copied());
        }
    }

    /// Whether HTML lets the element begin here without closing another.
    fn may_open(&self, tag: Tag) -> bool {
        let is_open = |kind: Kind| self.open.iter().any(|open| open.kind == kind);
        let fits = match tag.kind {
            Kind::Block | Kind::Paragraph | Kind::List | Kind::Rule => !is_open(Kind::Paragraph),
            Kind::Heading => !is_open(Kind::Paragraph) && !is_open(Kind::Heading),
            Kind::Item => self.is_in_list(),
            Kind::Formatting => !self.open.contains(&tag),
            Kind::Inline | Kind::Void => true,
        };
        fits && self.open.len() < DEEPEST
    }

    /// Whether an item here is a list's, and closes no other. What marks words may stand between, and so may a `div`.
    fn is_in_list(&self) -> bool {
        let passes = |open: &&Tag| matches!(open.kind, Kind::Formatting | Kind::Inline) || open.read == "div";
        self.open.iter().rev().find(|open| !passes(open)).is_some_and(|open| open.kind == Kind::List)
    }

    /// Goes past the attributes and the tag's end; the address that a link keeps, as it is written.
    fn attributes(&mut self, tag: Tag) -> Option<Option<&'a str>> {
        let (mut address, mut seen) = (None, false);
        loop {
            let gap = !self.run(|b| matches!(b, b' ' | b'\n' | b'\t')).is_empty();
            if self.take(b'>') {
                return Some(address);
            }
            if self.take(b'/') {
                // In other tags the slash means nothing.
                let ends = matches!(tag.kind, Kind::Void | Kind::Rule) && self.take(b'>');
                return ends.then_some(None);
            }
            let name = self.run(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !gap || name.is_empty() || !self.take(b'=') || !self.take(b'"') {
                return None;
            }
            let value = self.run(|b| !matches!(b, b'"' | b'\0' | b'\r'));
            if !self.take(b'"') {
                return None;
            }
            if tag.name == "a" && name == "href" {
                if seen {
                    return None;
                }
                seen = true;
                address = if is_mail(value) { None } else { Some(web(value)?) };
            }
        }
    }

    /// Goes past a character reference: what it stands for. A `&` that begins none stands for itself.
    fn reference(&mut self) -> Option<char> {
        self.at += 1;
        let next = self.html.as_bytes().get(self.at);
        if next.is_none_or(|b| matches!(b, b' ' | b'\n' | b'<')) {
            return Some('&');
        }
        let end = self.html.as_bytes()[self.at..].iter().take(10).position(|b| *b == b';')?;
        let name = &self.html[self.at..self.at + end];
        self.at += end + 1;
        let Some(number) = name.strip_prefix('#') else { return named(name) };
        let digits = |text: &str, radix: u32| {
            text.bytes()
                .all(|b| char::from(b).is_digit(radix))
                .then(|| u32::from_str_radix(text, radix).ok())?
        };
        let code = number.strip_prefix('x').map_or_else(|| digits(number, 10), |hex| digits(hex, 16))?;
        // Others are told apart by the parser: controls, those of Windows, what is no character.
        let c = char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?;
        (code & 0xfffe != 0xfffe && !(0xfdd0..=0xfdef).contains(&code)).then_some(c)
    }

    /// Goes past bytes of a kind.
    fn run(&mut self, is_in: impl Fn(u8) -> bool) -> &'a str {
        let bytes = self.html.as_bytes();
        let start = self.at;
        while bytes.get(self.at).is_some_and(|b| is_in(*b)) {
            self.at += 1;
        }
        self.html.get(start..self.at).unwrap_or_default()
    }

    /// Goes past the byte, if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.html.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(is_next);
        is_next
    }
}

/// A character of a text, as HTML writes it.
fn escape(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '\u{a0}' => out.push_str("&nbsp;"),
        c => out.push(c),
    }
}

/// The references that feeds use.
fn named(name: &str) -> Option<char> {
    Some(match name {
        // In plain text it is a space like others.
        "nbsp" => '\u{a0}',
        "lsquo" => '‘',
        "rdquo" => '”',
        "ldquo" => '“',
        "hellip" => '…',
        "middot" => '·',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "uuml" => 'ü',
        "ouml" => 'ö',
        "auml" => 'ä',
        _ => return super::named(name),
    })
}

/// Whether an address is a mailbox's, which no link keeps.
fn is_mail(address: &str) -> bool {
    let Some(mailbox) = address.strip_prefix("mailto:") else { return false };
    mailbox.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'@' | b'.' | b'-' | b'_' | b'+'))
}

/// An http(s) address of plain letters, as it is; `None` for any that it takes a parser to judge.
fn web(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"))
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let (_, top) = host.rsplit_once('.')?;
    let named = top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/?#=&;.,-_~%+:@!".contains(&b);
    // Each `&` is written out: it begins no other reference.
    let written_out = path.match_indices('&').all(|(at, _)| path[at..].starts_with("&amp;"));
    (named && host.split('.').all(is_label) && path.bytes().all(plain) && written_out).then_some(address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sanitise_by_parser;
    use super::*;

    #[test]
    fn regular_html_is_copied() {
        let check = |html: &str, expected: &str| {
            assert_eq!(clean(html).as_deref(), Some(expected), "{html}");
            assert_eq!(sanitise_by_parser(html), expected, "{html}");
        };
        check("<p style=\"color: red\">Hi <b>you</b></p>", "<p>Hi <b>you</b></p>");
        check("<div class=\"a\"><h1>Top</h1> x</div>", "<div><h3>Top</h3> x</div>");
        check(
            "<ul>\n<li><p>A</p></li><li>B<br/>C</li>\n</ul><hr>",
            "<ul>\n<li><p>A</p></li><li>B<br>C</li>\n</ul><hr>",
        );
        check(
            "a > b &amp; c&nbsp;\u{a0}&#8217;&#x27;&rsquo; R & D é",
            "a &gt; b &amp; c&nbsp;&nbsp;’'’ R &amp; D é",
        );
        check(
            "<section><ul><div><li>a<img src=\"b\"></li></div></ul></section>",
            "<ul><div><li>a</li></div></ul>",
        );
        check("<strong><p>a</p></strong><span>b</span>", "<strong><p>a</p></strong>b");
        check(
            "<a class=\"x\" href=\"https://a.example/?b=1&amp;c\">a</a>",
            "<a href=\"https://a.example/?b=1&amp;c\" rel=\"nofollow noopener ugc\">a</a>",
        );
        check("<a href=\"mailto:a@b.example\">a</a>", "<a rel=\"nofollow noopener ugc\">a</a>");
    }

    #[test]
    fn other_html_is_left_to_the_parser() {
        for html in [
            "<p>a<p>b</p></p>",
            "<p><ul><li>a</li></ul></p>",
            "<li>a</li>",
            "<b>a<i>b</b></i>",
            "<p>a",
            "a</p>",
            "<P>a</P>",
            "<p title='a'>b</p>",
            "<!-- a -->",
            "<script>a</script>",
            "<a href=\"javascript:a\">b</a>",
            "<a href=\"https://1.2.3.4/\">b</a>",
            "<a href=\"https://a.example/\" href=\"https://b.example/\">b</a>",
            "<a href=\"https://a.example/&lt;\">b</a>",
            "<a><a>b</a></a>",
            "&copy; &#128; &amp",
            "a\0",
            "a\r\n",
            "\u{feff}a",
            "<p/>",
            "<h1><h2>a</h2></h1>",
        ] {
            assert_eq!(clean(html), None, "{html}");
        }
    }

    fn name() -> impl Strategy<Value = &'static str> {
        let names =
            "a b blockquote br code div em h1 h2 h3 hr i img li ol p section span strong u ul table pre";
        prop::sample::select(names.split(' ').collect::<Vec<_>>())
    }

    fn text() -> impl Strategy<Value = String> {
        let texts = [
            "a",
            " ",
            "\n",
            "Rust & Go",
            "&amp;",
            "&nbsp;",
            "&#39;",
            "&#x2019;",
            "&lt;b&gt;",
            "\u{a0}",
            "é",
            "&",
            "\"",
            "<br>",
            "<br/>",
        ];
        prop::sample::select(texts.to_vec()).prop_map(str::to_owned)
    }

    /// Pieces of HTML, few of which fit together.
    fn piece() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec!["<hr>", "<!---->", "<img src=\"x\">", "&;", "<", ">"]);
        let links = [
            "https://a.example",
            "http://A.example/b?c=1&amp;d=%20#e",
            "mailto:a@b.example",
            "/a",
            "https://a",
            "https://a.b-c.io:8",
        ];
        prop_oneof![
            4 => text(),
            1 => odd.prop_map(str::to_owned),
            2 => name().prop_map(|name| format!("<{name}>")),
            2 => name().prop_map(|name| format!("</{name}>")),
            1 => prop::sample::select(links.to_vec()).prop_map(|link| format!("<a target=\"_blank\" href=\"{link}\">b</a>")),
        ]
    }

    /// HTML in which each element is closed.
    fn nested(leaf: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
        leaf.prop_recursive(6, 32, 3, |inner| {
            let inner = prop::collection::vec(inner, 0..3).prop_map(|inner| inner.concat());
            let list = |inner: String| format!("<ul>\n<li>{inner}</li><li>b</li></ul>");
            let styled = |(name, inner): (&str, String)| {
                format!("<{name} style=\"a: 'b>'\" id=\"c\">{inner}</{name}>")
            };
            prop_oneof![
                1 => inner.clone().prop_map(list),
                4 => (name(), inner).prop_map(styled),
            ]
        })
    }

    fn any_html() -> impl Strategy<Value = String> {
        prop_oneof![3 => nested(text()), 1 => nested(piece()), 1 => piece()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn the_short_way_says_what_the_parser_says(pieces in prop::collection::vec(any_html(), 0..4)) {
            let html = pieces.concat();
            if let Some(short) = clean(&html) {
                prop_assert_eq!(short, sanitise_by_parser(&html));
            }
        }
    }
}
