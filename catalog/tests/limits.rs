//! Questions that are far too long: they are answered within the work of an ordinary one, and a notice says what was left out.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[path = "oracle/draw.rs"]
#[allow(dead_code, reason = "the oracle uses the rest")]
mod draw;

use std::sync::Arc;

use catalog::query::{Ignored, Query};
use catalog::schema::Facet;
use catalog::{Answer, Ask, Build, Builder, By, Catalog, Session, Step};
use draw::Draw;

const NOW: i64 = 1_790_000_000;
/// Values of one facet that are read, and refused parts that are told one by one.
const VALUES: usize = 64;
const NOTICES: usize = 32;
/// Words that are looked for.
const WORDS: usize = 12;

fn catalog() -> Arc<Catalog> {
    let mut draw = Draw::new(7);
    let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
    (0..40).flat_map(|_| draw.roles(NOW)).for_each(|role| builder.add(role));
    Arc::new(Catalog::open(&builder.finish()).unwrap())
}

/// What an answer cost: rows or values looked at for counts, and rows of words and filters.
fn work(session: &Session) -> (u32, usize) {
    let mut counted = 0;
    let mut sets = 0;
    for step in session.explain() {
        match step {
            Step::Counts { by: By::Rows(n) | By::Values(n), .. } => counted += n,
            _ => sets += 1,
        }
    }
    (counted, sets)
}

fn asked(catalog: &Arc<Catalog>, text: &str) -> (Query, Vec<Ignored>, (u32, usize)) {
    let (query, ignored) = Query::parse(text);
    let mut session = Session::new(Arc::clone(catalog));
    let answer: &Answer = session.answer(&query, Ask { now: NOW, first: 0, len: 50 });
    assert!(answer.rows.len() <= 50);
    let work = work(&session);
    (query, ignored, work)
}

#[test]
fn ten_thousand_values_are_sixty_four_and_a_notice() {
    let catalog = catalog();
    let many: Vec<String> = (0..10_000).map(|i| format!("v{i}")).collect();
    let (_, _, usual) = asked(&catalog, "skills=rust&level=senior");
    for name in ["skills", "city", "company"] {
        let (query, ignored, work) = asked(&catalog, &format!("{name}={}", many.join(",")));
        assert_eq!(query.selected(Facet::from_name(name).unwrap()).len(), VALUES);
        assert_eq!(ignored.len(), NOTICES, "{name}");
        assert!(ignored.iter().all(|i| i.name == name && i.why == "is one value too many: 64 are read"));
        assert!(work.0 <= 10 * usual.0 && work.1 <= 10 * usual.1, "{name}: {work:?}, usually {usual:?}");
    }
    let levels = vec!["level=senior"; 5_000].join("&");
    let (query, ignored, _) = asked(&catalog, &levels);
    assert_eq!((query.selected(Facet::Level).len(), ignored.len()), (1, 0), "one value often is one value");
    let (_, ignored, _) = asked(&catalog, &format!("level={}", many.join(",")));
    assert_eq!(ignored.len(), NOTICES);
    assert!(ignored.iter().all(|i| i.why == "is no level"));
}

#[test]
fn two_kilobytes_of_words_are_twelve_and_a_notice() {
    let catalog = catalog();
    let (_, _, usual) = asked(&catalog, "q=senior+rust+engineer");
    for word in ["a", "enginer", "reliabilty", "zzzzzzzzzz", "a/b/c"] {
        let text: Vec<String> = (0..2_048 / (word.len() + 3)).map(|i| format!("{word}{}", i % 90)).collect();
        let (query, ignored, work) = asked(&catalog, &format!("q={}", text.join("+")));
        assert!(query.q.chars().count() <= 200, "{word}");
        let why: Vec<_> = ignored.iter().map(|i| (i.name.as_str(), i.why)).collect();
        assert_eq!(why[0], ("q", "is cut after 200 characters"), "{word}");
        assert_eq!(why[1..], [("q", "is cut after twelve words")], "{word}");
        assert!(query.q.split(' ').count() <= WORDS, "{word}");
        assert!(work.0 <= 10 * usual.0 && work.1 <= 10 * usual.1, "{word}: {work:?}, usually {usual:?}");
    }
    let (query, ignored, _) = asked(&catalog, "q=a+b+c+d+e+f+g+h+i+j+k+l");
    assert_eq!((query.q.split(' ').count(), ignored), (WORDS, Vec::new()));
    let (query, ignored, _) = asked(&catalog, "q=a+b+c+d+e+f+g+h+i+j+k/l/m+n");
    assert_eq!((query.q.as_str(), ignored[0].value.as_str()), ("a b c d e f g h i j", "k/l/m n"));
}

#[test]
fn one_long_word_is_one_word() {
    let catalog = catalog();
    let (query, ignored, (_, sets)) = asked(&catalog, &format!("q={}", "x".repeat(2_048)));
    assert_eq!((query.q.len(), ignored.len()), (200, 1));
    assert!(sets <= 4);
}
