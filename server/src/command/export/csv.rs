//! Comma-separated values (RFC 4180) that no spreadsheet takes for formulas.

use std::io::{self, Write};

use crate::record::{Open, Record, Spot};

/// The columns, in their order.
const COLUMNS: [&str; 27] = [
    "key",
    "company",
    "title",
    "url",
    "category",
    "level",
    "workplace",
    "open_to",
    "places",
    "pay_min",
    "pay_max",
    "pay_currency",
    "pay_period",
    "pay_basis",
    "pay_origin",
    "employment",
    "visa",
    "years",
    "time_zones",
    "skills",
    "first_seen",
    "published",
    "closed",
    "role",
    "evidence",
    "unresolved",
    "credit",
];

/// Writes the line of names.
pub(super) fn head(output: &mut impl Write) -> io::Result<()> {
    line(output, &COLUMNS.map(str::to_owned))
}

/// Writes a posting.
pub(super) fn row(output: &mut impl Write, record: &Record) -> io::Result<()> {
    let r = record;
    let open_to = match &r.open_to {
        None => String::new(),
        Some(Open::World(word)) => (*word).to_owned(),
        Some(Open::Only(codes)) => codes.join("; "),
    };
    let places: Vec<String> = r.places.iter().map(place).collect();
    let pay = |of: fn(&crate::record::Stated) -> String| r.pay.as_ref().map(of).unwrap_or_default();
    let end = |end: Option<f64>| end.map(|n| n.to_string()).unwrap_or_default();
    let fields: [String; COLUMNS.len()] = [
        r.key.clone(),
        r.company.clone(),
        r.title.clone(),
        r.url.clone(),
        r.category.to_owned(),
        r.level.to_owned(),
        r.workplace.to_owned(),
        open_to,
        places.join("; "),
        end(r.pay.as_ref().and_then(|p| p.min)),
        end(r.pay.as_ref().and_then(|p| p.max)),
        pay(|p| p.currency.clone()),
        pay(|p| p.period.to_owned()),
        pay(|p| p.basis.to_owned()),
        pay(|p| p.origin.to_owned()),
        r.employment.to_owned(),
        r.visa.to_owned(),
        r.years.map(|y| y.to_string()).unwrap_or_default(),
        r.time_zones.clone().unwrap_or_default(),
        r.skills.join("; "),
        r.first_seen.clone(),
        r.published.clone().unwrap_or_default(),
        r.closed.clone().unwrap_or_default(),
        r.role.clone(),
        serde_json::to_string(&r.evidence)?,
        r.unresolved.join("; "),
        r.credit.clone().unwrap_or_default(),
    ];
    line(output, &fields)
}

fn place(place: &Spot) -> String {
    let parts = [place.city.as_deref(), place.region.as_deref(), Some(place.country.as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn line(output: &mut impl Write, fields: &[String]) -> io::Result<()> {
    let fields: Vec<String> = fields.iter().map(|field| cell(field)).collect();
    write!(output, "{}\r\n", fields.join(","))
}

/// A field as it is written. What a spreadsheet would run begins with a quotation mark.
fn cell(field: &str) -> String {
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if runs { format!("'{field}") } else { field.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_guarded() {
        let check = |field: &str, expected: &str| assert_eq!(cell(field), expected);
        check("Rust Engineer", "Rust Engineer");
        check("Engineer, \"Core\"", "\"Engineer, \"\"Core\"\"\"");
        check("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        check("+1", "'+1");
        check("-2 days", "'-2 days");
        check("@sum", "'@sum");
        check("\tx", "'\tx");
        check("two\nlines", "\"two\nlines\"");
        check("C++; C#", "C++; C#");
    }
}
