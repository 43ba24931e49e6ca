//! Parsing of hand-written answers, good and bad.

use super::*;

fn board(source: Kind) -> Board {
    Board { source, board: "acme".into(), company: "Acme".into(), base_url: None, enabled: true }
}

fn parse(source: Kind, body: &str) -> Result<Page, ParseError> {
    let (source, board) = (source.source(), board(source));
    source.parse(&board, &source.first(&board), body.as_bytes())
}

#[test]
fn greenhouse_reads_texts_places_and_pay() {
    let body = r#"{"jobs":[{"id":7,"title":"Backend Engineer","absolute_url":"https://acme.example/7",
        "location":{"name":"Berlin"},"first_published":"2026-10-01T00:00:00-04:00","updated_at":"2026-11-01T00:00:00Z",
        "content":"&lt;p&gt;Write Rust &amp;amp; SQL&lt;/p&gt;","departments":[{"name":"Engineering"}],
        "pay_input_ranges":[{"min_cents":9000000,"max_cents":12000000,"currency_type":"EUR","title":"Berlin"}]},
        {"id":8,"title":"  "},{"id":9,"title":3}],"meta":{"total":3}}"#;
    let page = parse(Kind::Greenhouse, body).unwrap();
    let [posting] = &page.postings[..] else { panic!("{page:?}") };
    assert_eq!(posting.html, "<p>Write Rust &amp; SQL</p>");
    assert_eq!(posting.published, Some(1_790_827_200));
    assert_eq!((posting.pay[0].min, posting.pay[0].max), (Some(90_000.0), Some(120_000.0)));
    let why: Vec<&str> = page.refused.iter().map(|r| r.why.as_str()).collect();
    assert!(why[0] == "it has no title" && why[1].contains("form"), "{why:?}");
}

#[test]
fn greenhouse_reads_what_employers_added() {
    let body = r#"{"meta":{"total":1},"jobs":[{"id":7,"title":"SRE","metadata":[
        {"value_type":"single_select","value":"Permanent","name":"Contract Type"},
        {"name":"Workplace","value":"Hybrid"},{"name":"Budget","value":{"unit":"EUR","min_value":"1","max_value":"2"}},
        {"name":"Salary","value":{"unit":"EUR","min_value":"80000.0","max_value":"90000.0"}},{"name":"Remote","value":null}]}]}"#;
    let page = parse(Kind::Greenhouse, body).unwrap();
    let posting = &page.postings[0];
    assert_eq!(
        (posting.employment.as_deref(), posting.workplace.as_deref()),
        (Some("Permanent"), Some("Hybrid"))
    );
    assert_eq!((posting.pay.len(), posting.pay[0].min), (1, Some(80_000.0)));
}

#[test]
fn greenhouse_with_fewer_postings_than_it_says_is_cut_short() {
    let error =
        parse(Kind::Greenhouse, r#"{"meta":{"total":3},"jobs":[{"id":7,"title":"SRE"}]}"#).unwrap_err();
    assert!(error.to_string().contains("1 of the 3"), "{error}");
}

#[test]
fn lever_joins_its_parts() {
    let body = r#"[{"id":"a-1","text":"SRE","hostedUrl":"https://acme.example/a","createdAt":1790827200000,
        "description":"<div>Intro</div>","lists":[{"text":"You <know>","content":"<li>Go</li>"}],"additional":"<p>Perks</p>",
        "categories":{"location":"Paris","allLocations":["Paris","Lyon"],"commitment":"CDI"},"country":"FR",
        "workplaceType":"hybrid","salaryRange":{"interval":"per-year-salary","currency":"EUR","min":60000,"max":80000}}]"#;
    let page = parse(Kind::Lever, body).unwrap();
    let posting = &page.postings[0];
    assert_eq!(posting.html, "<div>Intro</div><h3>You &lt;know></h3><ul><li>Go</li></ul><p>Perks</p>");
    assert_eq!(posting.locations, ["Paris", "Lyon"]);
    assert_eq!(posting.published, Some(1_790_827_200));
}

#[test]
fn ashby_leaves_unlisted_jobs_out() {
    let body = r#"{"jobs":[{"id":"x","title":" Security Engineer","isListed":true,"location":"New York","isRemote":true,
        "workplaceType":"Hybrid","secondaryLocations":[{"location":"Remote (Canada)"}],
        "compensation":{"compensationTiers":[{"title":"NY","components":[
            {"currencyCode":"USD","minValue":150000,"maxValue":200000,"interval":"1 YEAR","compensationType":"Salary"},
            {"compensationType":"EquityPercentage","interval":"NONE","minValue":null,"maxValue":null}]}]}},
        {"id":"y","title":"Hidden","isListed":false}]}"#;
    let page = parse(Kind::Ashby, body).unwrap();
    let [posting] = &page.postings[..] else { panic!("{page:?}") };
    assert_eq!(posting.locations, ["New York", "Remote (Canada)"]);
    assert_eq!(posting.remote, None);
    assert_eq!(posting.pay.len(), 1);
}

#[test]
fn wrong_answers_are_named() {
    let check = |body: &str, expected: &str| {
        for kind in [Kind::Greenhouse, Kind::Lever, Kind::Ashby] {
            let error = parse(kind, body).unwrap_err().to_string();
            assert!(error.contains(expected), "{kind:?}: {error}");
        }
    };
    check("", "empty");
    check("<!DOCTYPE html><html>", "web page");
    check("\"cut", "cut short");
    check("3", "not the feed's form");
}

#[test]
fn a_text_without_end_is_refused_alone() {
    let long = "x".repeat(2 * 1024 * 1024);
    let body = format!(r#"[{{"id":"a","text":"A","description":"{long}"}},{{"id":"b","text":"B"}}]"#);
    let page = parse(Kind::Lever, &body).unwrap();
    assert_eq!((page.postings.len(), page.refused.len()), (1, 1));
}
