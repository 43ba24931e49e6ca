//! A posting's HTML, put together from the parts that a feed has.

use normalise::text::{escape, unescape};

/// A part under its heading; nothing where it has no text.
pub fn section(out: &mut String, heading: &str, part: &str) {
    if part.trim().is_empty() {
        return;
    }
    if !heading.trim().is_empty() {
        out.push_str(&format!("<h3>{}</h3>", escape(heading.trim())));
    }
    out.push_str(part);
}

/// HTML of a field of which one cannot know what it holds: HTML, HTML escaped once or twice, or plain text with a paragraph a line.
pub fn markup(field: &str) -> String {
    let mut text = field.to_owned();
    for _ in 0..2 {
        if has_tag(&text) {
            return text;
        }
        text = unescape(&text);
    }
    if has_tag(&text) {
        return text;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{}</p>", escape(line))).collect()
}

/// Whether something there is a tag such as `<p>`, `</li>` or `<br/>`. Names count, as `Vec<T>` is no HTML.
fn has_tag(text: &str) -> bool {
    const NAMES: [&str; 24] = [
        "p", "br", "ul", "ol", "li", "div", "span", "strong", "b", "em", "i", "u", "h1", "h2", "h3", "h4",
        "h5", "h6", "a", "table", "section", "article", "html", "body",
    ];
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        NAMES.iter().any(|name| rest[..end].eq_ignore_ascii_case(name)) && rest[end..].contains('>')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_html() {
        let check = |field: &str, expected: &str| assert_eq!(markup(field), expected);
        check("<p>Rust &amp; C</p>", "<p>Rust &amp; C</p>");
        check("&lt;p&gt;Rust &amp;amp; C&lt;/p&gt;", "<p>Rust &amp; C</p>");
        check("&amp;lt;p&amp;gt;Rust&amp;lt;/p&amp;gt;", "<p>Rust</p>");
        check("a < b & c\n\n d ", "<p>a &lt; b &amp; c</p><p>d</p>");
        check("Vec<T> and 1 <2", "<p>Vec&lt;T> and 1 &lt;2</p>");
        check("", "");
    }

    #[test]
    fn parts_stand_under_their_headings() {
        let mut out = String::new();
        section(&mut out, "You & <us>", "<p>a</p>");
        section(&mut out, "Nothing", "  ");
        section(&mut out, "", "<p>b</p>");
        assert_eq!(out, "<h3>You &amp; &lt;us></h3><p>a</p><p>b</p>");
    }
}
