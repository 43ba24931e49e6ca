//! The query grammar on any text: reading never fails, and what is printed is canonical.

use catalog::query::Query;

/// Reads the text, prints the query, and reads that again: the same query, nothing refused, the same print.
///
/// # Panics
/// Where one of these does not hold.
pub fn check(text: &str) {
    let (query, ignored) = Query::parse(text);
    assert!(ignored.len() <= 32, "the report of refused parts is bounded");
    assert!(ignored.iter().all(|i| i.name.chars().count() <= 80 && i.value.chars().count() <= 80));
    let printed = query.to_string();
    assert!(printed.is_ascii(), "a query string needs no further escaping: {printed}");
    let (again, refused) = Query::parse(&printed);
    assert_eq!(again, query, "the print reads as the query: {printed}");
    assert_eq!(refused, [], "nothing of the print is refused: {printed}");
    assert_eq!(again.to_string(), printed, "the print is canonical");
    for less in query.without_each() {
        let printed = less.to_string();
        assert_eq!(Query::parse(&printed).0, less, "a query with one filter less prints as well: {printed}");
    }
}
