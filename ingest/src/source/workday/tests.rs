use super::super::Kind;
use super::super::tests::errors_are_named;
use super::*;

fn board() -> Board {
    Board::new(Kind::Workday, "acme.wd5/Careers", "Acme")
}

fn rows(from: usize, to: usize) -> String {
    let row = |i| {
        format!(
            r#"{{"title":"Engineer {i}","externalPath":"/job/Ulm/Engineer_R{i}","locationsText":"2 Locations",
            "postedOn":"Posted Today","bulletFields":["R{i}"]}}"#
        )
    };
    (from..to).map(row).collect::<Vec<_>>().join(",")
}

fn answer(total: usize, from: usize, to: usize) -> String {
    format!(r#"{{"total":{total},"jobPostings":[{}],"userAuthenticated":false}}"#, rows(from, to))
}

fn read(asked: &Request, body: &str) -> Result<Page, ParseError> {
    Workday.parse(&board(), asked, body.as_bytes())
}

#[test]
fn the_search_has_all_of_its_fields() {
    let first = Workday.first(&board());
    assert_eq!(first.url, "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/jobs");
    let body: serde_json::Value = serde_json::from_str(&first.post.unwrap()).unwrap();
    assert_eq!(body, object!({"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": ""}));
}

#[test]
fn a_site_may_be_on_another_host() {
    let board =
        Board { url: Some("https://wd5.myworkdaysite.example/recruiting/acme/Careers".into()), ..board() };
    assert_eq!(Workday.first(&board).url, "https://wd5.myworkdaysite.example/wday/cxs/acme/Careers/jobs");
    let page = Workday.parse(&board, &Workday.first(&board), answer(1, 0, 1).as_bytes()).unwrap();
    assert_eq!(
        page.stubs[0].posting.url,
        "https://wd5.myworkdaysite.example/recruiting/acme/Careers/job/Ulm/Engineer_R0"
    );
}

#[test]
fn pages_follow_each_other_though_only_the_first_says_the_total() {
    let page = read(&Workday.first(&board()), &answer(45, 0, 20)).unwrap();
    assert_eq!((page.stubs.len(), page.total, page.rows), (20, Some(45), 20));
    let stub = &page.stubs[0];
    assert_eq!((stub.posting.id.as_str(), stub.posting.locations.len()), ("R0", 0));
    assert_eq!(
        stub.request.url,
        "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/job/Ulm/Engineer_R0"
    );
    let next = page.next.unwrap();
    assert!(next.post.as_ref().unwrap().contains(r#""offset":20"#));
    let page = read(&next, &answer(0, 20, 40)).unwrap();
    assert_eq!(page.total, None);
    let last = read(&page.next.unwrap(), &answer(0, 40, 45)).unwrap();
    assert_eq!((last.stubs.len(), last.next), (5, None));
}

#[test]
fn a_list_that_ends_pages_early_is_cut_short() {
    let error = read(&Workday.first(&board()), &answer(60, 0, 3)).unwrap_err().to_string();
    assert!(error.contains("after 3 of its 60"), "{error}");
    // One that has gone meanwhile is no reason.
    assert!(read(&Workday.first(&board()), &answer(21, 0, 19)).is_ok());
    assert_eq!(read(&Workday.first(&board()), &answer(0, 0, 0)).unwrap().rows, 0);
}

#[test]
fn a_board_of_more_than_two_thousand_is_searched_by_a_facet() {
    let facets = r#""facets":[{"facetParameter":"timeType","values":[{"id":"t1","count":2400},{"id":"t2","count":10}]},
        {"facetParameter":"locationMainGroup","values":[{"facetParameter":"locations","values":[{"id":"l1","count":1500},
        {"id":"l2","count":1900}]}]},
        {"facetParameter":"jobFamilyGroup","values":[{"id":"f1","count":1900},{"id":"f2","count":510}]}]"#;
    let first = format!(r#"{{"total":2000,"jobPostings":[{}],{facets}}}"#, rows(0, 20));
    let page = read(&Workday.first(&board()), &first).unwrap();
    assert_eq!((page.stubs.len(), page.total), (20, Some(2_410)));
    let one = page.next.unwrap();
    assert!(one.post.as_ref().unwrap().contains(r#"{"jobFamilyGroup":["f1"]}"#), "{one:?}");
    let page = read(&one, &answer(3, 0, 3)).unwrap();
    let two = page.next.unwrap();
    assert!(two.post.as_ref().unwrap().contains(r#"{"jobFamilyGroup":["f2"]}"#), "{two:?}");
    assert_eq!((page.stubs.len(), page.total), (3, None));
    assert_eq!(read(&two, &answer(3, 3, 6)).unwrap().next, None);
}

#[test]
fn what_no_facet_parts_is_said_to_be_unknown() {
    let page = read(&Workday.first(&board()), &answer(2_000, 0, 20)).unwrap();
    let mut asked = page.next.unwrap();
    asked.note = asked.note.replace(r#""offset":20"#, r#""offset":1980"#);
    let last = read(&asked, &answer(0, 1_980, 2_000)).unwrap();
    assert_eq!((last.next, last.refused[0].id.as_str()), (None, "#2001"));
}

#[test]
fn the_detail_gives_text_and_places() {
    let listed =
        Posting { id: "R1".into(), title: "SRE".into(), locations: vec!["x".into()], ..Posting::default() };
    let detail = |body: &str| Workday.detail(&board(), listed.clone(), body.as_bytes());
    let body = r#"{"jobPostingInfo":{"title":"Senior SRE","jobDescription":"<p>Run it</p>","location":"Ulm, Germany",
        "additionalLocations":["Graz, Austria"],"startDate":"2026-10-01","timeType":"Full time","remoteType":"Hybrid","posted":true,
        "jobRequisitionLocation":{"descriptor":"Ulm","country":{"descriptor":"Germany","alpha2Code":"DE"}}}}"#;
    let posting = detail(body).unwrap().unwrap();
    assert_eq!((posting.title.as_str(), posting.html.as_str()), ("Senior SRE", "<p>Run it</p>"));
    assert_eq!(posting.locations, ["Ulm, Germany", "Graz, Austria"]);
    assert_eq!((posting.country, posting.workplace.as_deref()), (None, Some("Hybrid")));
    assert_eq!((posting.published, posting.employment.as_deref()), (Some(1_790_812_800), Some("Full time")));
    let posting = detail(&body.replace(r#""Graz, Austria""#, "")).unwrap().unwrap();
    assert_eq!(posting.country.as_deref(), Some("DE"));
    assert_eq!(detail(r#"{"jobPostingInfo":{"posted":false}}"#).unwrap(), None);
    assert_eq!(detail(r#"{"jobPostingInfo":{}}"#).unwrap().unwrap().locations, ["x"]);
    assert!(detail("{}").is_err());
}

#[test]
fn ids_stay_where_titles_change() {
    let check = |path: &str, expected: Option<&str>| assert_eq!(id(path), expected, "{path}");
    check("/job/Ulm/Backend-Engineer_JR2021016-1", Some("JR2021016-1"));
    check("/job/Ulm/Backend-Engineer", Some("Backend-Engineer"));
    check("/job/Ulm/Backend_Engineer", Some("Backend_Engineer"));
    check("https://elsewhere.example/_R1", None);
    check("/job/", None);
    check("", None);
}

#[test]
fn counts_of_places_are_no_places() {
    let check = |text: &str, expected: bool| assert_eq!(is_count(text), expected, "{text}");
    check("2 Locations", true);
    check("1 Location", true);
    check("", true);
    check("US, CA, Remote", false);
}

#[test]
fn tokens_have_three_words() {
    assert_eq!(words("acme.wd103/Careers"), Some(("acme", "wd103", "Careers")));
    for wrong in [
        "acme",
        "acme/Careers",
        "acme.wd/Careers",
        "acme.x5/Careers",
        "acme.wd5/",
        "a.b.wd5/x",
        "acme.wd5/a/b",
    ] {
        assert_eq!(words(wrong), None, "{wrong}");
    }
}

#[test]
fn a_row_without_address_is_refused_alone() {
    let body = r#"{"total":2,"jobPostings":[{"title":"A"},{"title":"B","externalPath":"/job/B_R1"}]}"#;
    let page = read(&Workday.first(&board()), body).unwrap();
    assert_eq!((page.stubs.len(), page.refused[0].id.as_str()), (1, "#1"));
}

#[test]
fn wrong_answers_are_named() {
    errors_are_named(Kind::Workday, &[("{\"total\":1", "cut short"), ("{}", "not the feed's form")]);
}
