//! XML as a tree, for the feeds that are written in it: names without their prefixes, no attributes, text joined.

use normalise::text::unescape;
use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::Event;

use super::page::{ParseError, cut, unlike};

/// Elements inside elements: feeds need six.
const DEEPEST: usize = 32;
/// Elements of a document: the largest feeds have some ten thousand.
const MOST: usize = 200_000;

/// An element and what is in it.
#[derive(Debug, Default)]
pub struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// Reads a document whose root has that name.
    ///
    /// # Errors
    /// Another root, a body that ends in the middle, one that is no XML.
    pub fn parse(body: &[u8], root: &str) -> Result<Element, ParseError> {
        let found = tree(body)?;
        if found.name == root {
            return Ok(found);
        }
        Err(unlike(body).unwrap_or_else(|| {
            ParseError(format!(
                "the answer is not the feed's form: it begins with <{}>, not <{root}>",
                found.name
            ))
        }))
    }

    /// Its own text, without white space around it.
    pub fn own(&self) -> &str {
        self.text.trim()
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|c| c.name == name)
    }

    /// All children of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The text of the first child of that name; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.child(name).map(Element::own).unwrap_or_default()
    }
}

/// The root element of any document.
///
/// # Errors
/// A body that ends in the middle, or is no XML.
pub fn tree(body: &[u8]) -> Result<Element, ParseError> {
    let text = String::from_utf8_lossy(body);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|error| refused(body, &error))?;
        let closed = match event {
            Event::Start(start) => {
                open.push(named(start.local_name().into_inner()));
                None
            }
            Event::Empty(start) => Some(named(start.local_name().into_inner())),
            Event::End(_) => open.pop(),
            Event::Text(text) => {
                append(&mut open, &text);
                None
            }
            Event::CData(text) => {
                append(&mut open, &text);
                None
            }
            // `amp`, `#8364`, and names of HTML, which some feeds use without declaring them; unknown ones stay as they are.
            Event::GeneralRef(name) => {
                append(&mut open, &unescape(&format!("&{};", &*name)));
                None
            }
            Event::Eof if open.is_empty() => {
                let nothing = || ParseError("the answer is not the feed's form: it is no XML".to_owned());
                return Err(unlike(body).unwrap_or_else(nothing));
            }
            Event::Eof => return Err(unlike(body).unwrap_or_else(cut)),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => None,
        };
        if open.len() > DEEPEST {
            return Err(ParseError(format!("its elements are more than {DEEPEST} deep")));
        }
        elements += usize::from(closed.is_some());
        if elements > MOST {
            return Err(ParseError(format!("it has more than {MOST} elements")));
        }
        match (closed, open.last_mut()) {
            (Some(root), None) => return Ok(root),
            (Some(child), Some(parent)) => parent.children.push(child),
            (None, _) => {}
        }
    }
}

fn named(name: &str) -> Element {
    Element { name: name.to_owned(), ..Element::default() }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn refused(body: &[u8], error: &Error) -> ParseError {
    match (unlike(body), error) {
        (Some(unlike), _) => unlike,
        (None, Error::Syntax(_)) => cut(),
        (None, error) => ParseError(format!("the answer is not the feed's form: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_with_their_text() {
        let body = "\u{feff}<?xml version='1.0'?><!DOCTYPE r><r xmlns:t='x'><t:a k='v'>1 &lt; 2&mdash;&#8364; &odd;</t:a>\
                    <!-- c --><a><![CDATA[<p>&amp;</p>]]></a><b/></r>";
        let root = Element::parse(body.as_bytes(), "r").unwrap();
        let all: Vec<&str> = root.all("a").map(Element::own).collect();
        assert_eq!(all, ["1 < 2—€ &odd;", "<p>&amp;</p>"]);
        assert_eq!((root.text("b"), root.text("c")), ("", ""));
    }

    #[test]
    fn other_answers_are_named() {
        let check = |body: &str, expected: &str| {
            let error = Element::parse(body.as_bytes(), "r").unwrap_err().to_string();
            assert!(error.contains(expected), "{body}: {error}");
        };
        check("", "empty");
        check("<!DOCTYPE html><html><body></body></html>", "web page");
        check("<r><a>", "cut short");
        check("<r><a", "cut short");
        check("<r><![CDATA[x", "cut short");
        check("<r></a></r>", "form");
        check("<s/>", "begins with <s>, not <r>");
        check(&format!("<r>{}</r>", "<a/>".repeat(MOST + 1)), "more than 200000 elements");
        check("{}", "form");
        check(&"<r>".repeat(100), "deep");
    }
}
