//! `Catalog::open` on any bytes: it ends with a catalogue or a reason, and a catalogue answers.
//!
//! A checksum would stop almost every changed byte at the door. So the bytes are tried twice: as they are, and with a header
//! made anew for the same payload, by the formula of the crate's README, so that the decoder reads them.

use std::sync::Arc;

use catalog::query::Query;
use catalog::schema::Facet;
use catalog::{Ask, Catalog, Row, Session};

/// Bytes of the header.
pub const HEADER: usize = 52;
/// Bytes that a byte of a snapshot can stand for as text: three stand for a text that shares 255 with the one before.
const TEXT_PER_BYTE: usize = 100;

/// The checksum of headers and payloads.
pub fn hash(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut h = (bytes.len() as u64).wrapping_mul(ODD);
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        h = (h ^ u64::from_le_bytes(word)).wrapping_mul(ODD);
        h ^= h >> 32;
    }
    h
}

/// The version of the format that is written now.
pub const VERSION: u16 = 2;

/// A snapshot of that version and payload with a valid header.
pub fn sealed(version: u16, payload: &[u8], rows: u32, made_at: i64) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + payload.len());
    out.extend(b"CodeDeck");
    out.extend(version.to_le_bytes());
    out.extend([0; 2]);
    out.extend((payload.len() as u64).to_le_bytes());
    out.extend(rows.to_le_bytes());
    out.extend([0; 4]);
    out.extend(made_at.to_le_bytes());
    out.extend(hash(payload).to_le_bytes());
    out.extend(hash(&out).to_le_bytes());
    out.extend(payload);
    out
}

/// The bytes with a header that is valid for their payload; its number of rows stands where it stood, and so does the version
/// where it is the first. `None` where the bytes are shorter than a header.
pub fn resealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (header, payload) = bytes.split_at_checked(HEADER)?;
    let rows = u32::from_le_bytes(std::array::from_fn(|i| header[20 + i]));
    let version = if header[8..10] == [1, 0] { 1 } else { VERSION };
    Some(sealed(version, payload, rows, 0))
}

/// Opens the bytes as they are and under a valid header, and reads all of what opens.
///
/// # Panics
/// Where opening or answering does, or where what opened is wrong in itself.
pub fn check(bytes: &[u8]) {
    if let Ok(catalog) = Catalog::open(bytes) {
        read(catalog, bytes.len());
    }
    let Some(sealed) = resealed(bytes) else { return };
    match Catalog::open(&sealed) {
        Ok(catalog) => read(catalog, sealed.len()),
        Err(error) => assert!(error.is_damaged(), "a sealed payload is refused by its content: {error}"),
    }
}

/// Reads every value and row, and asks some questions.
fn read(catalog: Catalog, bytes: usize) {
    let mut text = 0;
    for facet in Facet::ALL {
        assert!(catalog.values(facet) as usize <= bytes, "{facet:?} has more values than bytes");
        for code in 0..catalog.values(facet) {
            let value = catalog.value(facet, code);
            text += value.slug.len() + value.label.len();
        }
    }
    assert!(catalog.len() as usize <= bytes, "more rows than bytes");
    assert!(text <= TEXT_PER_BYTE * bytes, "{text} bytes of text from {bytes}");
    for row in (0..catalog.len()).map(Row) {
        let role = catalog.role(row);
        assert_eq!(catalog.find(role.id()), Some(row), "the id finds its row");
        assert!(role.published() <= role.first_seen());
        assert!(role.pay().is_none_or(|pay| pay.yearly_bottom() <= pay.yearly_top()));
        let counted = role.skills().count() + role.places().count();
        assert!(counted <= 2 * bytes && !role.slug().is_empty(), "{:?} {:?}", role.title(), role.open_to());
    }
    let catalog = Arc::new(catalog);
    let mut session = Session::new(Arc::clone(&catalog));
    for query in questions(&catalog) {
        ask(&mut session, &query);
    }
}

/// The default question, one with every kind of filter, and one for each facet's last value.
fn questions(catalog: &Catalog) -> Vec<Query> {
    let all = "q=engineer+ru&level=senior,unspecified&skills=rust&hide=company:acme,word:lead&open_to=PT\
               &salary=50000&currency=GBP&pay=any&within=30&sort=relevance";
    let mut out = vec![Query::default(), Query::parse(all).0, Query::parse("salary=1&sort=salary").0];
    for facet in [Facet::Category, Facet::Country, Facet::City, Facet::Company, Facet::Skills] {
        let mut query = Query::default();
        if let Some(last) = catalog.values(facet).checked_sub(1) {
            query.toggle(facet, catalog.value(facet, last).slug);
        }
        out.push(query);
    }
    out
}

/// Asks, and checks the answer against itself.
fn ask(session: &mut Session, query: &Query) {
    let catalog = Arc::clone(session.catalog());
    let answer = session.answer(query, Ask { now: 1_790_000_000, first: 0, len: 50 });
    assert!(answer.total <= catalog.len());
    assert_eq!(answer.rows.len(), answer.total.min(50) as usize, "{query}");
    if *query == Query::default() {
        assert_eq!(answer.total, catalog.len(), "no filter leaves everything");
        assert_eq!(answer.stated + answer.unstated, catalog.len());
    }
    for facet in Facet::ALL {
        let counts = answer.counts(facet);
        assert_eq!(counts.len(), catalog.values(facet) as usize, "{facet:?}: {query}");
        assert!(counts.iter().all(|&count| count <= catalog.len()), "{facet:?}: {query}");
        let single = !matches!(facet, Facet::Country | Facet::City | Facet::Skills);
        if single && query.selected(facet).is_empty() {
            assert_eq!(counts.iter().sum::<u32>(), answer.total, "{facet:?}: {query}");
        }
        assert!(answer.top(&catalog, query, facet, 10).len() <= 10 + query.selected(facet).len());
    }
}
