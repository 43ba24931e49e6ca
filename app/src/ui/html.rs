//! HTML as text, for the parts of a page that change most: one string for a row costs the browser a tenth of what a dozen
//! followed words do. Everything that comes from data goes through [`escape`].

/// Text that means only itself in HTML, between tags and in double-quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        let check = |text: &str, expected: &str| assert_eq!(escape(text), expected);
        check("R&D <b onclick='x()'>", "R&amp;D &lt;b onclick=&#39;x()&#39;&gt;");
        check("\"Senior\" Ingénieur", "&quot;Senior&quot; Ingénieur");
    }
}
