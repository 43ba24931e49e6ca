//! Rows that are taken, and rows that are not.

use super::*;

fn read(format: Format, text: &str) -> Vec<Row> {
    rows(text.as_bytes(), format).collect::<io::Result<_>>().unwrap()
}

fn postings(rows: &[Row]) -> Vec<&Imported> {
    rows.iter()
        .filter_map(|row| match row {
            Row::Posting(imported) => Some(&**imported),
            Row::Bad(_) => None,
        })
        .collect()
}

/// Bad rows as `line: why`.
fn bad(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter_map(|row| match row {
            Row::Bad(bad) => Some(format!("{}: {}", bad.line, bad.why)),
            Row::Posting(_) => None,
        })
        .collect()
}

const WHOLE: &str = r#"{"source":"import","board":"mine","id":"a:1","company":"Acme","title":" Rust Engineer ","location":"Porto","description_text":"Write Rust.\n\n3 < 4","url":"https://acme.example/1","published":"2026-11-01T00:00:00Z","workplace":"remote","employment":"full-time","salary":{"min":60000,"max":80000,"currency":"eur","period":"year"},"department":"Core","more":1}"#;

#[test]
fn lines_of_json_are_read() {
    let rows = read(
        Format::Ndjson,
        &format!(
            "\u{feff}{WHOLE}\r\n\n{}",
            r#"{"board":"mine","id":7,"company":"Acme","title":"SRE","description_html":"<p>On call</p>","published":"2026-11-02"}"#
        ),
    );
    let [first, second] = postings(&rows)[..] else { panic!("{rows:?}") };
    let posting = &first.posting;
    assert_eq!((first.line, first.source.as_str(), first.board.as_str()), (1, "import", "import:mine"));
    assert_eq!((posting.id.as_str(), posting.title.as_str()), ("a:1", "Rust Engineer"));
    assert_eq!(posting.html, "<p>Write Rust.</p><p>3 &lt; 4</p>");
    assert_eq!(posting.published, Some(1_793_491_200));
    assert_eq!((posting.pay[0].max, posting.pay[0].currency.as_str()), (Some(80_000.0), "EUR"));
    assert_eq!((second.line, second.posting.id.as_str()), (3, "7"));
    assert_eq!(second.posting.published, Some(1_793_577_600));
    assert_eq!(second.posting.pay, []);
}

#[test]
fn periods_of_salaries_are_understood() {
    for (period, expected) in
        [("year", 1.0), ("month", 12.0), ("week", 52.0), ("day", 260.0), ("hour", 2_080.0)]
    {
        let text = WHOLE.replace("\"period\":\"year\"", &format!("\"period\":{period:?}"));
        let rows = read(Format::Ndjson, &text);
        let pay = normalise::salary::structured(&postings(&rows)[0].posting.pay).unwrap().value;
        assert_eq!(pay.period.per_year(), expected, "{period}");
    }
}

#[test]
fn bad_lines_say_why_and_the_others_go_on() {
    let check = |line: &str, expected: &str| {
        let rows = read(Format::Ndjson, &format!("{WHOLE}\n{line}\n{}", WHOLE.replace("a:1", "a:2")));
        assert_eq!(postings(&rows).len(), 2, "{line}");
        let bad = bad(&rows).join("; ");
        assert!(bad.starts_with("2: ") && bad.contains(expected), "{line}: {bad}");
    };
    let without = |field: &str, with: &str| {
        let mut object: serde_json::Value = serde_json::from_str(WHOLE).unwrap();
        object[field] = serde_json::from_str(with).unwrap();
        object.to_string()
    };
    check("{\"id\":", "no such JSON object: EOF while parsing a value at character 6");
    check("[]", "no JSON object");
    check(&without("id", "null"), "no id");
    check(&without("id", "1.5"), "neither");
    check(&without("id", "\"a\\nb\""), "control");
    check(&without("title", "\"  \""), "no title");
    check(&without("title", "3"), "no such JSON object");
    check(&without("company", "null"), "no company");
    check(&without("board", "\"a:b\""), "other characters");
    check(&without("source", "\"remoteok\""), "no boards");
    check(&without("url", "\"javascript:x\""), "url");
    check(&without("published", "\"yesterday\""), "published");
    check(&without("salary", r#"{"min":1,"currency":"EUR"}"#), "period");
    check(&without("salary", r#"{"min":1,"period":"year"}"#), "currency");
    check(&without("salary", r#"{"currency":"EUR","period":"year"}"#), "amounts");
    check(&without("salary", r#"{"min":9,"max":1,"currency":"EUR","period":"year"}"#), "below");
    check(&format!("{{\"id\":\"{}\"}}", "x".repeat(LONGEST)), "longer than 4 MiB");
}

#[test]
fn cells_are_read() {
    let text = "ID,company,Title,board,location,description_text,salary_min,salary_max,salary_currency,salary_period,note\n\
                1,Acme,\"Engineer, Rust\",mine,Porto,\"Write\nRust\",60000,80000,EUR,year,x\n\n\
                2,Acme,SRE,mine,,,,,,,\n\
                3,Acme,SRE,mine,,,sixty,,,,\n\
                4,Acme,SRE\n\
                5,,SRE,mine,,,,,,,\n";
    let rows = read(Format::Csv, text);
    let [first, second] = postings(&rows)[..] else { panic!("{rows:?}") };
    assert_eq!((first.line, first.posting.title.as_str()), (2, "Engineer, Rust"));
    assert_eq!(first.posting.html, "<p>Write</p><p>Rust</p>");
    assert_eq!(first.posting.pay[0].min, Some(60_000.0));
    assert_eq!((second.line, second.posting.locations.len(), second.posting.pay.len()), (5, 0, 0));
    assert_eq!(
        bad(&rows),
        [
            "6: its salary_min is no plain number such as 90000",
            "7: it has 3 cells, and there are 11 columns",
            "8: it has no company"
        ]
    );
}

#[test]
fn lines_of_cells_are_counted_however_they_end() {
    for end in ["\n", "\r\n"] {
        let lines = [
            "id,company,title,board",
            "1,Acme,\"S",
            "RE\",mine",
            "",
            ",,,",
            "2,,SRE,mine",
            "3,Acme,SRE,mine",
            "4,,SRE,mine",
        ];
        let rows = read(Format::Csv, &lines.join(end));
        assert_eq!(bad(&rows), ["6: it has no company", "8: it has no company"], "{end:?}");
        let lines: Vec<u64> = postings(&rows).iter().map(|p| p.line).collect();
        assert_eq!(lines, [2, 7], "{end:?}");
    }
}

#[test]
fn a_file_of_cells_needs_its_names() {
    let rows = read(Format::Csv, "1,Acme,SRE\n2,Acme,SRE\n");
    assert_eq!(bad(&rows), ["1: it names no column \"id\": the first line has to name them"]);
    let rows = rows_of(b"id,company,title,board\n1,Ac\xffme,SRE,mine\n2,Acme,SRE,mine\n");
    assert_eq!((bad(&rows).join(";").as_str(), postings(&rows).len()), ("2: its company is not UTF-8", 1));
    assert_eq!(read(Format::Csv, ""), []);
}

fn rows_of(bytes: &[u8]) -> Vec<Row> {
    rows(bytes, Format::Csv).collect::<io::Result<_>>().unwrap()
}

#[test]
fn a_lost_quotation_mark_does_not_fill_the_memory() {
    let text =
        format!("id,company,title,board\n1,Acme,SRE,mine\n2,\"Acme,{}", "x,y\n".repeat(2 * LONGEST / 4));
    let rows = read(Format::Csv, &text);
    assert_eq!(postings(&rows).len(), 1);
    assert!(bad(&rows)[0].starts_with("3: it is longer"), "{:?}", bad(&rows));
}

#[test]
fn rows_are_grouped_by_board() {
    let row = |source: &str, board: &str, id: &str, company: &str| {
        format!(
            r#"{{"source":{source:?},"board":{board:?},"id":{id:?},"company":{company:?},"title":"SRE"}}"#
        )
    };
    let text = [
        row("import", "a", "1", "Acme"),
        row("hand", "b", "1", "Bolt"),
        row("import", "a", "1", "Acme"),
        row("import", "a", "2", "Cord"),
        "no".to_owned(),
    ]
    .join("\n");
    let (groups, bad) = boards(rows(text.as_bytes(), Format::Ndjson)).unwrap();
    let shown: Vec<(&str, &str, usize)> =
        groups.iter().map(|g| (g.key.as_str(), g.company.as_str(), g.postings.len())).collect();
    assert_eq!(shown, [("import:a", "import:a", 2), ("hand:b", "Bolt", 1)]);
    let lines: Vec<u64> = bad.iter().map(|b| b.line).collect();
    assert_eq!((lines, bad[0].why.as_str()), (vec![3, 5], "its id stands in line 1 already"));
}

#[test]
fn the_examples_of_the_manual_are_read() {
    let manual = include_str!("../../../docs/import.md");
    let example = |language: &str| {
        let (_, rest) = manual.split_once(&format!("```{language}\n")).unwrap();
        rest.split_once("```").unwrap().0
    };
    for (format, language) in [(Format::Ndjson, "json"), (Format::Csv, "csv")] {
        let (groups, bad) = boards(rows(example(language).as_bytes(), format)).unwrap();
        assert_eq!((groups.len(), groups[0].postings.len(), bad), (1, 2, Vec::new()), "{language}");
        let prepared = crate::prepare_all(&groups[0].key, &groups[0].company, groups[0].postings.clone());
        assert_eq!(prepared[0].key, "import:mine:a-1");
        assert!(prepared[0].facts.pay.is_some() && prepared[0].facts.places.len() == 1, "{language}");
    }
}
