//! The beginning of a posting's text, where the whole of it is another board's to show.

use normalise::text::escape;

/// Characters of an excerpt, at most: enough to tell what a company does and whom it looks for (three short paragraphs), and too
/// little to spare anyone the page that it comes from.
pub const MOST: usize = 600;
/// Characters that a paragraph takes the room of, at least: a list of single words is not sixty lines long.
const LEAST: usize = 40;

/// Whole paragraphs of a plain text (one a line) as HTML, as many as have room; where these are less than half of it, whole
/// sentences of the next one, else words. Three dots stand where something is left out.
pub fn excerpt(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut left = MOST;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines.by_ref() {
        let length = line.chars().count().max(LEAST);
        if length <= left {
            left = left.saturating_sub(length);
            out.push(escape(line));
            continue;
        }
        if left > MOST / 2 {
            out.push(escape(beginning(line, left)));
        }
        if let Some(last) = out.last_mut() {
            last.push_str(" …");
        }
        break;
    }
    out.iter().map(|line| format!("<p>{line}</p>")).collect()
}

/// That many characters of a paragraph at most, up to the end of a sentence in their second half, else of a word.
fn beginning(line: &str, most: usize) -> &str {
    let end = line.char_indices().nth(most).map_or(line.len(), |(at, _)| at);
    let head = &line[..end];
    let sentence = [". ", "! ", "? "].iter().filter_map(|mark| head.rfind(mark)).max().map(|at| at + 1);
    let word = head.rfind(' ');
    let cut = sentence.filter(|at| *at >= end / 2).or(word).unwrap_or(end);
    head[..cut].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_end_where_paragraphs_do() {
        let check = |text: &str, expected: &str| assert_eq!(excerpt(text), expected);
        let (long, longer) = ("a".repeat(400), "b ".repeat(400));
        check("", "");
        check("One & two\n\nThree", "<p>One &amp; two</p><p>Three</p>");
        check(&format!("{long}\n{long}\nc"), &format!("<p>{long} …</p>"));
        check(&"a".repeat(MOST), &format!("<p>{}</p>", "a".repeat(MOST)));
        check(&longer, &format!("<p>{} …</p>", "b ".repeat(300).trim_end()));
        check(&format!("{long}. {long}"), &format!("<p>{long}. …</p>"));
        check(&format!("Us\n{long}. {long}"), &format!("<p>Us</p><p>{long}. …</p>"));
        check(&"x\n".repeat(100), &("<p>x</p>".repeat(14) + "<p>x …</p>"));
        check(&"é".repeat(700), &format!("<p>{} …</p>", "é".repeat(MOST)));
    }
}
