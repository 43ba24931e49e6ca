use super::super::Kind;
use super::*;

fn board() -> Board {
    Board { url: Some("https://www.acme.example/careers".into()), ..Board::new(Kind::Jsonld, "acme", "Acme") }
}

fn read(body: &str) -> Result<Page, ParseError> {
    Jsonld.parse(&board(), &Jsonld.first(&board()), body.as_bytes())
}

fn page(scripts: &[&str]) -> String {
    let scripts: String =
        scripts.iter().map(|s| format!("<script type=\"application/ld+json\">{s}</script>")).collect();
    format!("<!doctype html><html><head>{scripts}</head><body></body></html>")
}

const JOB: &str = r#"{"@context":"https://schema.org","@type":"JobPosting","title":"R&amp;D  Engineer","datePosted":"2026-10-01",
    "description":"&lt;p&gt;Build it&lt;/p&gt;","responsibilities":"Care\nfor it","qualifications":["Rust","SQL"],"skills":"Build it",
    "identifier":{"@type":"PropertyValue","name":"Acme","value":7},"hiringOrganization":{"name":"Acme GmbH"},
    "employmentType":["FULL_TIME"],"validThrough":"2020-01-01","url":"/careers/rd-engineer",
    "experienceRequirements":{"@type":"OccupationalExperienceRequirements","monthsOfExperience":"30"},
    "jobLocation":[{"@type":"Place","address":{"@type":"PostalAddress","streetAddress":"1 Road","addressLocality":"Ulm",
    "addressRegion":"BW","addressCountry":{"@type":"Country","name":["DE","DE"]}}},{"address":"Graz, Austria"}],
    "baseSalary":{"@type":"MonetaryAmount","currency":"EUR","value":{"@type":"QuantitativeValue","minValue":"60,000","maxValue":75000,
    "unitText":"YEAR"}}}"#;

#[test]
fn a_posting_is_read_with_all_that_it_says() {
    let page = read(&page(&[JOB])).unwrap();
    let [posting] = &page.postings[..] else { panic!("{page:?}") };
    assert_eq!((posting.id.as_str(), posting.title.as_str()), ("careers/rd-engineer", "R&D Engineer"));
    assert_eq!(posting.url, "https://www.acme.example/careers/rd-engineer");
    let parts = "<p>Build it</p><h3>Responsibilities</h3><p>Care</p><p>for it</p><h3>Qualifications</h3><p>Rust</p><p>SQL</p>";
    assert_eq!(posting.html, parts);
    assert_eq!(posting.locations, ["Ulm, BW, DE", "Graz, Austria"]);
    assert_eq!((posting.employment.as_deref(), posting.years), (Some("full_time"), Some(2)));
    assert_eq!((posting.pay[0].min, posting.pay[0].max), (Some(60_000.0), Some(75_000.0)));
    assert_eq!((posting.pay[0].period.as_str(), posting.pay[0].currency.as_str()), ("YEAR", "EUR"));
    assert_eq!((posting.published, &posting.company), (Some(1_790_812_800), &None));
}

#[test]
fn postings_stand_in_lists_graphs_and_alone() {
    let job =
        |title: &str| format!(r#"{{"@type":["Thing","https://schema.org/JobPosting"],"title":"{title}"}}"#);
    let check = |script: String, expected: &[&str]| {
        let page = read(&page(&[&script])).unwrap();
        assert_eq!(page.postings.iter().map(|p| p.title.as_str()).collect::<Vec<_>>(), expected, "{script}");
    };
    check(job("A"), &["A"]);
    check(format!("[{},{}]", job("A"), job("B")), &["A", "B"]);
    check(format!(r#"{{"@graph":[{{"@type":"WebPage"}},{}]}}"#, job("A")), &["A"]);
    check(format!(r#"{{"@type":"ItemList","itemListElement":[{{"item":{}}}]}}"#, job("A")), &["A"]);
    check(format!("<!-- {} -->", job("A")), &["A"]);
    check(format!("//<![CDATA[\n{}\n//]]>", job("A")), &["A"]);
    check(job("A").replace('"', "&quot;"), &["A"]);
    check(job("A\nB") + ";", &["A B"]);
}

#[test]
fn one_identifier_for_all_makes_no_two_postings_one() {
    let job = |title: &str| format!(r#"{{"@type":"JobPosting","identifier":"acme","title":"{title}"}}"#);
    let page = read(&page(&[&job("A"), &job("B C"), &job("A")])).unwrap();
    assert_eq!(page.postings.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["acme", "acme~b-c"]);
    assert_eq!(page.postings[0].url, "https://www.acme.example/careers");
}

#[test]
fn remote_work_and_several_contracts() {
    let read = |fields: &str| {
        let page = read(&page(&[&format!(r#"{{"@type":"JobPosting","title":"A",{fields}}}"#)])).unwrap();
        page.postings[0].clone()
    };
    let posting = read(
        r#""jobLocationType":"TELECOMMUTE","jobLocation":{"address":{"addressLocality":"Ulm"}},
        "applicantLocationRequirements":[{"@type":"Country","name":"Austria"},{"@type":"Country","name":"DE"}]"#,
    );
    assert_eq!((posting.remote, &posting.locations[..]), (Some(true), &["Ulm".to_owned()][..]));
    assert_eq!(posting.restricted_to, ["Austria", "DE"]);
    let posting = read(r#""jobLocation":{"name":"Ulm"},"employmentType":["FULL_TIME","CONTRACTOR"]"#);
    assert_eq!((posting.remote, &posting.locations[..]), (None, &["Ulm".to_owned()][..]));
    assert_eq!(posting.employment, None);
}

#[test]
fn a_template_of_an_address_gives_way_to_names() {
    let at =
        |name: &str, city: &str| format!(r#"{{"name":"{name}","address":{{"addressLocality":"{city}"}}}}"#);
    let check = |places: &[String], expected: &[&str]| {
        let job = format!(r#"{{"@type":"JobPosting","title":"A","jobLocation":[{}]}}"#, places.join(","));
        assert_eq!(read(&page(&[&job])).unwrap().postings[0].locations, expected);
    };
    check(&[at("Ulm, BW", "Bonn"), at("Graz", "Bonn")], &["Ulm, BW", "Graz"]);
    check(&[at("HQ", "Bonn"), at("Lab", "Ulm")], &["Bonn", "Ulm"]);
    check(&[at("HQ", "Bonn")], &["Bonn"]);
}

#[test]
fn pay_has_many_forms() {
    let check = |base: &str, expected: Option<(Option<f64>, Option<f64>)>| {
        let job =
            format!(r#"{{"@type":"JobPosting","title":"A","salaryCurrency":"EUR","baseSalary":{base}}}"#);
        let pay = read(&page(&[&job])).unwrap().postings[0].pay.clone();
        assert_eq!(pay.first().map(|p| (p.min, p.max)), expected, "{base}");
        assert!(pay.iter().all(|p| p.currency == "EUR"));
    };
    check("60000", Some((Some(60_000.0), Some(60_000.0))));
    check(r#""60000.50""#, Some((Some(60_000.5), Some(60_000.5))));
    check(r#"{"value":{"value":60000,"unitText":"YEAR"}}"#, Some((Some(60_000.0), Some(60_000.0))));
    check(r#"[{"currency":"EUR","value":[{"minValue":1}]}]"#, Some((Some(1.0), None)));
    check(r#"{"minValue":1,"maxValue":2}"#, Some((Some(1.0), Some(2.0))));
    check(r#""competitive""#, None);
    check("null", None);
    check(r#"{"value":{"unitText":"HOUR"}}"#, None);
}

#[test]
fn another_employer_is_named() {
    let check = |name: &str, expected: Option<&str>| {
        let job = format!(r#"{{"@type":"JobPosting","title":"A","hiringOrganization":"{name}"}}"#);
        assert_eq!(read(&page(&[&job])).unwrap().postings[0].company.as_deref(), expected);
    };
    check("ACME Inc.", None);
    check("Northwind", Some("Northwind"));
}

#[test]
fn a_page_without_postings_is_followed() {
    let html = r#"<html><a href="/careers/7-sre">SRE</a><a href="https://acme.example/jobs/8">B</a><a href="/careers#top">top</a>
        <a href="https://elsewhere.example/jobs/9">C</a><a href="/blog/careers">D</a><a href="/careers/7-sre#apply">again</a>
        <a href="mailto:jobs/a">m</a><link rel="next" href="?page=2"></html>"#;
    let page = read(html).unwrap();
    let urls: Vec<&str> = page.stubs.iter().map(|s| s.request.url.as_str()).collect();
    assert_eq!(urls, ["https://www.acme.example/careers/7-sre", "https://acme.example/jobs/8"]);
    assert_eq!(page.stubs[0].posting.id, "careers/7-sre");
    let next = page.next.unwrap();
    assert_eq!(next.url, "https://www.acme.example/careers?page=2");
    let last = Jsonld.parse(&board(), &next, b"<html><a href='/careers/9'>x</a></html>").unwrap();
    assert_eq!((last.stubs.len(), last.next), (1, None));
    let links = Board { links: Some("/jobs/".into()), ..board() };
    let page = Jsonld.parse(&links, &Jsonld.first(&links), html.as_bytes()).unwrap();
    assert_eq!(page.stubs.len(), 1);
}

#[test]
fn a_sitemap_is_followed() {
    let map = r#"<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://www.acme.example/jobs/7</loc>
        <lastmod>2026-10-01</lastmod></url><url><loc> https://www.acme.example/about </loc></url></urlset>"#;
    let page = read(map).unwrap();
    let [stub] = &page.stubs[..] else { panic!("{page:?}") };
    assert_eq!((stub.posting.id.as_str(), stub.version.as_str()), ("jobs/7", "2026-10-01"));
    let index = "<sitemapindex><sitemap><loc>https://www.acme.example/a.xml</loc></sitemap>\
                 <sitemap><loc>https://www.acme.example/b.xml</loc></sitemap></sitemapindex>";
    let a = read(index).unwrap().next.unwrap();
    assert_eq!(a.url, "https://www.acme.example/a.xml");
    let page = Jsonld.parse(&board(), &a, map.as_bytes()).unwrap();
    let b = page.next.unwrap();
    assert_eq!((b.url.as_str(), page.stubs.len()), ("https://www.acme.example/b.xml", 1));
    let page = Jsonld.parse(&board(), &b, b"<urlset></urlset>").unwrap();
    assert_eq!((page.next, page.rows), (None, 0));
}

#[test]
fn a_detail_is_the_page_s_own_posting() {
    let listed = Posting {
        id: "careers/7".into(),
        title: "careers/7".into(),
        url: "https://www.acme.example/careers/7".into(),
        ..Posting::default()
    };
    let detail = |body: &str| Jsonld.detail(&board(), listed.clone(), body.as_bytes());
    let job = |title: &str, url: &str| format!(r#"{{"@type":"JobPosting","title":"{title}","url":"{url}"}}"#);
    let both = page(&[&job("Other", "https://www.acme.example/careers/8"), &job("Own", &listed.url)]);
    let posting = detail(&both).unwrap().unwrap();
    assert_eq!((posting.title.as_str(), posting.id.as_str()), ("Own", "careers/7"));
    assert_eq!(detail(&page(&[&job("One", "")])).unwrap().unwrap().url, listed.url);
    assert_eq!(detail("<html>gone</html>").unwrap(), None);
    assert!(detail(&page(&["{\"@type\""])).unwrap_err().to_string().contains("JSON-LD cannot be read"));
    let beside = page(&["{\"@type\":\"Organization\"}", "{\"@type\""]);
    assert!(detail(&beside).unwrap_err().to_string().contains("JSON-LD cannot be read"));
    assert!(detail("").unwrap_err().to_string().contains("empty"));
}

#[test]
fn a_replay_stands_for_the_company_s_host() {
    let board = Board { base_url: Some("http://127.0.0.1:9".into()), ..board() };
    let first = Jsonld.first(&board);
    assert_eq!(first.url, "http://127.0.0.1:9/careers");
    let html = "<html><a href='/careers/7'></a><a href='https://www.acme.example/careers/8'></a></html>";
    let page = Jsonld.parse(&board, &first, html.as_bytes()).unwrap();
    let urls: Vec<_> = page.stubs.iter().map(|s| (s.request.url.as_str(), s.posting.url.as_str())).collect();
    assert_eq!(
        urls,
        [
            ("http://127.0.0.1:9/careers/7", "https://www.acme.example/careers/7"),
            ("http://127.0.0.1:9/careers/8", "https://www.acme.example/careers/8")
        ]
    );
}

#[test]
fn json_alone_is_read_too() {
    assert_eq!(read(&format!("{{\"items\":[{{\"_jobposting\":{JOB}}}]}}")).unwrap().postings.len(), 1);
}

#[test]
fn wrong_answers_are_named() {
    let check = |body: &str, expected: &str| {
        let error = read(body).unwrap_err().to_string();
        assert!(error.contains(expected), "{body}: {error}");
    };
    check("", "empty");
    check("<html><a href='/about'>x</a></html>", "neither a JobPosting");
    check("Not found", "neither a web page");
    check("{\"a\":", "cut short");
    check("<urlset><url>", "cut short");
    check("<urlset/>", "no postings");
    check(&page(&["{broken"]), "cannot be read");
}
