//! Recorded answers of real boards: each of their postings is read, once, and none is lost.
//!
//! The recordings are no part of the project. Where they are missing, the test says that it was skipped.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ingest::source::{Kind, Page, Request};
use ingest::{Board, Posting};
use serde_json::Value;

/// Where the list stands in an answer, and what names a posting there.
const LISTS: [(Kind, &str, &str); 7] = [
    (Kind::Ashby, "/jobs", "id"),
    (Kind::Greenhouse, "/jobs", "id"),
    (Kind::Lever, "", "id"),
    (Kind::Recruitee, "/offers", "id"),
    (Kind::Smartrecruiters, "/content", "id"),
    (Kind::Workable, "/jobs", "shortcode"),
    (Kind::Workday, "/jobPostings", "externalPath"),
];

fn captures() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("CODEDECK_SHARED").map_or_else(beside, PathBuf::from);
    let found = Some(shared.join("data/captures")).filter(|dir| dir.is_dir());
    if found.is_none() {
        println!("skipped: there are no recorded answers beside the project");
    }
    found
}

fn board(kind: Kind) -> Board {
    let token = if kind == Kind::Workday { "acme.wd5/Careers" } else { "acme" };
    let url = (kind == Kind::Jsonld).then(|| "https://www.acme.example/careers".to_owned());
    Board { url, ..Board::new(kind, token, "Acme") }
}

/// The recordings of a system: a folder of its own, and files named after it.
fn files(captures: &Path, name: &str, ending: &str) -> Vec<PathBuf> {
    let folders = [name, "small/careerkit", "small/samples"].map(|folder| captures.join(folder));
    let all = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .map(|entry| entry.unwrap().path());
    let is_of = |path: &PathBuf| {
        let file = path.file_name().unwrap().to_string_lossy();
        let named = path.parent().unwrap().ends_with(name) || file.starts_with(name);
        named && file.ends_with(ending) && !file.starts_with("detail")
    };
    let mut out: Vec<PathBuf> = all.filter(is_of).collect();
    out.sort();
    out
}

fn read(kind: Kind, body: &[u8]) -> Result<Page, String> {
    let (board, source) = (board(kind), kind.source());
    source.parse(&board, &source.first(&board), body).map_err(|error| error.to_string())
}

#[test]
fn every_posting_of_a_recorded_list_is_read_once() {
    let Some(captures) = captures() else { return };
    for (kind, list, id) in LISTS {
        let all = files(&captures, kind.name(), ".json");
        assert!(!all.is_empty(), "{kind:?}");
        for file in all {
            let shown = file.strip_prefix(&captures).unwrap().display();
            let body = fs::read(&file).unwrap();
            let whole: Value = serde_json::from_slice(&body).unwrap();
            let rows = whole.pointer(list).unwrap().as_array().unwrap();
            let ids: BTreeSet<String> = rows.iter().map(|row| row[id].to_string()).collect();
            // Some recordings are parts of a board, and say so.
            let total = whole.pointer("/meta/total").and_then(Value::as_u64);
            if total.is_some_and(|total| total > rows.len() as u64) {
                let error = read(kind, &body).unwrap_err();
                assert!(error.contains("that it speaks of"), "{shown}: {error}");
                println!("{shown}: a part of its board, refused as such");
                continue;
            }
            let page = if kind == Kind::Workday { part(&body) } else { read(kind, &body) };
            let page = page.unwrap_or_else(|error| panic!("{shown}: {error}"));
            assert_eq!(page.refused, [], "{shown}");
            let found = page.postings.len() + page.stubs.len();
            println!("{shown}: {} rows, {found} postings", rows.len());
            assert_eq!((found, page.rows), (ids.len(), rows.len()), "{shown}");
            page.postings.iter().for_each(sound);
        }
    }
}

/// A page of Workday's of which the recording has the beginning.
fn part(body: &[u8]) -> Result<Page, String> {
    let mut whole: Value = serde_json::from_slice(body).unwrap();
    whole["total"] = whole["jobPostings"].as_array().unwrap().len().into();
    read(Kind::Workday, whole.to_string().as_bytes())
}

fn sound(posting: &Posting) {
    assert!(!posting.locations.is_empty() || posting.remote == Some(true), "{} has a place", posting.id);
    assert!(posting.published.is_some_and(|t| t > 1_500_000_000), "{} has a date", posting.id);
    assert!(posting.url.is_empty() || posting.url.starts_with("https://"), "{} has an address", posting.id);
}

#[test]
fn a_large_board_of_workday_is_parted() {
    let Some(captures) = captures() else { return };
    let page = read(Kind::Workday, &fs::read(captures.join("workday/nvidia-10.json")).unwrap()).unwrap();
    println!("workday/nvidia-10.json: {:?} postings by one facet", page.total);
    assert!(page.total.unwrap() > 2_000);
    assert!(page.next.unwrap().post.unwrap().contains("jobFamilyGroup"));
}

#[test]
fn recorded_details_are_read() {
    let Some(captures) = captures() else { return };
    let body = fs::read(captures.join("smartrecruiters/detail-example.json")).unwrap();
    let kind = Kind::Smartrecruiters;
    let posting = kind.source().detail(&board(kind), Posting::default(), &body).unwrap().unwrap();
    assert!(posting.html.starts_with("<h3>") && posting.url.starts_with("https://jobs.smartrecruiters.com/"));
}

#[test]
fn recorded_xml_of_personio_is_read() {
    let Some(captures) = captures() else { return };
    for file in files(&captures, "personio", ".xml") {
        let body = fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&body);
        let ids: BTreeSet<&str> =
            text.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).collect();
        let page = read(Kind::Personio, &body).unwrap();
        let without_text = page.next.as_ref().map_or(0, |next| next.note.split(',').count());
        println!("{}: {} with text, {without_text} without", file.display(), page.postings.len());
        assert_eq!(page.postings.len() + without_text, ids.len());
        assert_eq!(page.refused, []);
        page.postings.iter().for_each(sound);
        if let Some(next) = page.next {
            let source = Kind::Personio.source();
            let rest = source.parse(&board(Kind::Personio), &next, &body).unwrap();
            assert_eq!(rest.postings.len(), without_text, "what has no text in either is kept without");
        }
    }
}

#[test]
fn recorded_pages_with_json_ld_are_read() {
    let Some(captures) = captures() else { return };
    for file in files(&captures, "jsonld", ".html") {
        let body = fs::read(&file).unwrap();
        let page = read(Kind::Jsonld, &body).unwrap();
        let [posting] = &page.postings[..] else { panic!("{}: {page:?}", file.display()) };
        println!(
            "{}: {} places, {} bytes of text",
            file.display(),
            posting.locations.len(),
            posting.html.len()
        );
        sound(posting);
        assert!(posting.html.contains('<'));
        let source = Kind::Jsonld.source();
        let listed = Posting { id: "x".into(), title: "x".into(), ..Posting::default() };
        assert_eq!(source.detail(&board(Kind::Jsonld), listed, &body).unwrap().unwrap().html, posting.html);
    }
    // The JSON feed of Teamtailor has such postings too.
    for file in files(&captures, "teamtailor", ".json") {
        let body = fs::read(&file).unwrap();
        let items = serde_json::from_slice::<Value>(&body).unwrap()["items"].as_array().unwrap().len();
        assert_eq!(read(Kind::Jsonld, &body).unwrap().postings.len(), items, "{}", file.display());
    }
    for name in ["small/samples/join_page.html", "small/careerkit/icims.html"] {
        let error = read(Kind::Jsonld, &fs::read(captures.join(name)).unwrap()).unwrap_err();
        assert!(error.contains("neither a JobPosting"), "{name}: {error}");
    }
}

#[test]
fn requests_are_those_of_the_systems() {
    let check = |kind: Kind, expected: &str| {
        let Request { url, .. } = kind.source().first(&board(kind));
        assert_eq!(url, expected);
    };
    check(Kind::Ashby, "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true");
    check(
        Kind::Greenhouse,
        "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true",
    );
    check(Kind::Jsonld, "https://www.acme.example/careers");
    check(Kind::Lever, "https://api.lever.co/v0/postings/acme?mode=json");
    check(Kind::Personio, "https://acme.jobs.personio.de/xml?language=en");
    check(Kind::Recruitee, "https://acme.recruitee.com/api/offers");
    check(
        Kind::Smartrecruiters,
        "https://api.smartrecruiters.com/v1/companies/acme/postings?limit=100&offset=0",
    );
    check(Kind::Teamtailor, "https://acme.teamtailor.com/jobs.rss?per_page=200&offset=0");
    check(Kind::Workable, "https://apply.workable.com/api/v1/widget/accounts/acme?details=true");
    check(Kind::Workday, "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/jobs");
}
