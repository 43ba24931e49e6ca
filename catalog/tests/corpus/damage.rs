//! One snapshot for each reason for which bytes are refused.

use crate::parts::{Parts, rates};
use crate::snapshot::{HEADER, VERSION, hash, sealed};

/// A damaged snapshot.
pub struct Damage {
    /// Also the name of its file in the corpus.
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// What the error says after its colon.
    pub reason: &'static str,
}

const CUT: &str = "it ends too early";
const RANGE: &str = "a time is out of range";

/// Parts of [`Parts::two_roles`] put in another's place, and the reason to refuse the result.
const PARTS: &[(&str, &str, &[u8], &str)] = &[
    ("an-id-twice", "ids", &[1, 5, 5], "an id stands twice"),
    (
        "an-id-of-56-bits",
        "ids",
        &[7, 5, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
        "an id is longer than 48 bits",
    ),
    ("ids-of-nine-bytes", "ids", &[9, 5, 9], "a column is wider than eight bytes"),
    ("rates-beyond-the-end", "rates", &[0xff, 0x7f], CUT),
    ("rates-without-end", "rates", &[0xff; 11], "a number is longer than ten bytes"),
    ("rates-date-no-utf8", "rates-date", b"2026-\xff9", "a text is not UTF-8"),
    ("titles-no-utf8", "titles", b"\x02\x01\x00\x03\x01\x03\x01D\xc3v2", "a text is not UTF-8"),
    ("titles-not-in-order", "titles", b"\x02\x00\x01\x01\x01ba", "texts are not in order"),
    ("titles-twice", "titles", b"\x02\x01\x00\x03\x01\x03\x00Dev", "texts are not in order"),
    (
        "titles-share-too-much",
        "titles",
        b"\x02\x01\x00\x04\x01\x03\x01Dev2",
        "a text shares more than there is",
    ),
    ("titles-without-number", "titles", &[0xff, 0xff, 0xff, 0xff, 0x0f], CUT),
    ("titles-of-five-bytes", "titles", &[2, 5, 0], "a column is wider than four bytes"),
    ("a-country-of-digits", "countries", b"\x02ES99", "a country is no code"),
    ("countries-not-in-order", "countries", b"\x02PTES", "countries are not in order"),
    ("four-million-places", "places", &[0x80, 0x80, 0x80, 0x02], CUT),
    ("a-place-without-country", "place-countries", &[1, 2, 0], "a code is out of its range"),
    ("a-set-without-end", "set-lengths", &[4, 0xff, 0xff, 0xff, 0xff], "lists are too long"),
    ("a-set-without-place", "set-places", &[1, 0, 2], "a code is out of its range"),
    ("a-region-without-name", "open-sets", b"\x02\x00\x02\x07\xffBR", "a region is no number"),
    ("a-title-without-text", "title", &[1, 0, 2], "a code is out of its range"),
    ("a-category-too-many", "category", &[1, 1, 18], "a code is out of its range"),
    ("a-slug-cut-too-far", "company-slugs", &[1, 5, 0], "a slug is shorter than what is cut off"),
    ("a-slug-no-utf8", "company-slugs", b"\x00\x01\x01\xff", "a text is not UTF-8"),
    ("slugs-not-in-order", "skill-labels", b"\x01\x04\x02RustGo", "texts are not in order"),
    ("slugs-twice", "skill-slugs", b"\x01\x02\x04\x00", "texts are not in order"),
    ("labels-without-end", "companies", &[0xff, 0xff, 0x0f], CUT),
    ("a-skill-without-name", "skill-ranks", &[1, 0, 0, 1], "a code is out of its range"),
    (
        "a-rank-without-end",
        "skill-ranks",
        &[4, 0, 1, 0xff, 0, 0, 0xff, 0, 0, 0xff, 0, 0, 0xff],
        "a code is out of its range",
    ),
    ("skills-without-end", "skill-lengths", &[2, 0, 0, 0xff, 0xff], "lists are too long"),
    ("pay-in-no-currency", "pay-kinds", b"\x01E1R\x00\x01\x03", "a currency is no code"),
    ("pay-in-no-period", "pay-kinds", b"\x01EUR\x05\x01\x03", "a period is no number"),
    ("pay-on-no-basis", "pay-kinds", b"\x01EUR\x00\x03\x03", "a basis is no number"),
    ("pay-without-end", "pay-kinds", b"\x01EUR\x00\x01\x00", "pay has no end"),
    ("pay-of-16-zeros", "pay-lower", &[1, 16, 1, 5], "a code is out of its range"),
    ("pay-the-wrong-way", "pay-lower", &[1, 7, 1, 5], "pay has its ends the wrong way round"),
    ("published-before-1970", "published", &[3, 1, 0, 4], RANGE),
    ("published-too-late", "published", &[0x80, 0x80, 0x80, 0x80, 0x10, 1, 0, 10], RANGE),
    ("seen-too-late", "seen", &[0, 4, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0], RANGE),
    ("seen-from-too-late", "seen", &[1, 0x80, 0x80, 0x80, 0x80, 0x10, 0], RANGE),
    ("seen-before-published", "seen", &[1, 0xe7, 0x07, 0], "a role was seen before it was published"),
    ("seen-in-no-form", "seen", &[2, 1, 3, 0], "times have no such form"),
    ("rows-not-in-order", "ids", &[1, 9, 5], "rows are not in order"),
];

/// Every case.
pub fn all() -> Vec<Damage> {
    let two = Parts::two_roles;
    let mut out: Vec<Damage> = PARTS
        .iter()
        .map(|&(name, part, bytes, reason)| {
            let mut parts = two().with(part, bytes);
            if name == "rows-not-in-order" {
                // Published in one minute, so that the ids decide.
                parts = parts.with("published", &[0xe8, 0x07, 0]);
            }
            Damage { name, bytes: parts.sealed(2), reason }
        })
        .collect();
    let mut case = |name, parts: Parts, reason| {
        out.push(Damage { name, bytes: parts.sealed(2), reason });
    };
    let first = Parts::two_roles_of_version_1;
    let twice = "a role has a skill twice";
    case("a-skill-twice", first().with("skill-ranks", &[1, 0, 1, 1]), twice);
    case("skills-numbered-alike", first().with("skill-rows", &[0]), twice);
    case("a-skill-numbered-beyond", first().with("skill-rows", &[1, 1, 2]), "a code is out of its range");
    case(
        "slugs-of-1-not-in-order",
        first().with("companies", b"\x02\x00\x01\x01\x01ba"),
        "texts are not in order",
    );
    let table = |entries| two().with("rates-table", &rates(entries));
    case("a-rate-of-nothing", table(&[(b"EUR", 0.0), (b"USD", 1.0)]), "an exchange rate is not positive");
    case(
        "a-rate-that-is-none",
        table(&[(b"EUR", f64::NAN), (b"USD", 1.0)]),
        "an exchange rate is not positive",
    );
    case("rates-not-in-order", table(&[(b"USD", 1.0), (b"EUR", 0.9)]), "exchange rates are not in order");
    case("a-long-share", long_share(), "a text shares more than there is");
    case("one-long-place-in-many-sets", long_place(), "its places name too much");
    case("too-many-skills", many_skills(), "it has more than 65,535 skills");
    out.extend(frames());
    out
}

/// Wrong around the payload rather than in it.
fn frames() -> Vec<Damage> {
    let payload = Parts::two_roles().payload();
    let whole = Parts::two_roles().sealed(2);
    let changed = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    let mut longer = payload.clone();
    longer.push(0);
    let mut without_sum = changed(36, 0);
    let sum = hash(&without_sum[..HEADER - 8]);
    without_sum[HEADER - 8..HEADER].copy_from_slice(&sum.to_le_bytes());
    let case = |name, bytes: Vec<u8>, reason| Damage { name, bytes, reason };
    vec![
        case("bytes-follow", sealed(VERSION, &longer, 2, 0), "bytes follow its end"),
        case("cut-within-pay", sealed(VERSION, &Parts::two_roles().before("pay-upper"), 2, 0), CUT),
        case("more-rows-than-bytes", Parts::two_roles().sealed(1 << 20), "it has fewer bytes than rows"),
        case(
            "too-many-rows",
            Parts::two_roles().sealed(u32::MAX),
            "it says that it has more than 16,777,216 rows",
        ),
        case("cut-within-header", whole[..40].to_vec(), "it ends within its header"),
        case("cut-short", whole[..whole.len() - 1].to_vec(), "it is cut short or has bytes too many"),
        case("header-changed", changed(28, 9), "its header does not match its checksum"),
        case("payload-changed", without_sum, "its content does not match its checksum"),
    ]
}

/// Each text shares 300 bytes with the one before: allowed, it would let three bytes stand for any number.
fn long_share() -> Parts {
    let mut titles = vec![2, 2, 0, 44, 0, 1, 2, 45, 1, 1, 0];
    titles.extend([b'a'; 301]);
    titles.push(b'b');
    Parts::two_roles().with("titles", &titles)
}

/// A city's label of 4,000 bytes, named by a hundred sets of one byte each.
fn long_place() -> Parts {
    let mut label = vec![2, 0xa0, 0x0f];
    label.extend([b'x'; 4_000]);
    let mut lengths = vec![1];
    lengths.extend([1; 100]);
    Parts::two_roles()
        .with("city-labels", &label)
        .with("places", &[1])
        .with("place-cities", &[1, 1])
        .with("place-regions", &[0])
        .with("place-countries", &[0])
        .with("sets", &[100])
        .with("set-lengths", &lengths)
        .with("set-places", &[0])
}

/// 65,536 skills of four hexadecimal digits.
fn many_skills() -> Parts {
    let mut labels = vec![1];
    labels.extend([4; 65_536]);
    labels.extend((0..65_536).flat_map(|n| format!("{n:04x}").into_bytes()));
    Parts::two_roles().with("skills", &[0x80, 0x80, 0x04]).with("skill-labels", &labels)
}
