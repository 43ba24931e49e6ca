//! One row of the list: two lines, the whole of it a link. It is a string of HTML: a click changes twenty of them.

use super::model::Card;
use crate::ui::format;
use crate::ui::html::escape;
use crate::ui::list::Row;

/// A row's address.
pub fn href(card: &Card) -> String {
    format!("/jobs/{}/{}", card.id, card.slug)
}

/// A role as a row, with the server's time.
pub fn row(card: &Card, now: i64) -> Row {
    Row { href: href(card), inside: inside(card, now) }
}

/// Roles as the items of a list that stays as it is.
pub fn rows(cards: &[Card], now: i64) -> String {
    cards.iter().map(|card| row(card, now).html()).collect()
}

/// Four elements: each is made and laid out anew when a filter changes.
fn inside(card: &Card, now: i64) -> String {
    let mut out = format!("<span class=\"title\">{}</span>", escape(&card.title));
    if !card.pay.is_empty() {
        let exact = escape(&card.pay_exact);
        out.push_str(&format!(
            "<span class=\"pay\" role=\"img\" aria-label=\"{exact}\" title=\"{exact}\">{}</span>",
            escape(&card.pay)
        ));
    }
    out.push_str(&format!("<span class=\"where\"><b>{}</b>", escape(&card.company)));
    let skills = card.skills.join(" · ");
    for part in [&card.places, &card.workplace, &skills].into_iter().filter(|part| !part.is_empty()) {
        out.push_str(&format!(" · {}", escape(part)));
    }
    out.push_str(&format!("</span><span class=\"age\">{}</span>", format::age(card.published, now)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_employer_wrote_is_text() {
        let evil = "<img src=x onerror=alert(1)>\"";
        let card = Card {
            title: evil.into(),
            company: evil.into(),
            places: evil.into(),
            skills: vec![evil.into()],
            pay: evil.into(),
            pay_exact: evil.into(),
            ..Card::default()
        };
        let html = inside(&card, 0);
        assert!(!html.contains("<img") && !html.contains("title=\"<"), "{html}");
        assert_eq!(html.matches("&lt;img").count(), 7);
    }
}
