//! Feeds of all companies: read in parts, so that nothing is closed by what they leave out.

use ingest::source::Kind;
use ingest::{Board, Known, Outcome, Visited};

use crate::replay::{Replay, fetcher, json, why};

async fn visit(server: &Replay, kind: Kind) -> Visited {
    let board = Board { base_url: Some(server.url.clone()), ..Board::new(kind, "", "") };
    ingest::visit(&fetcher(), &board, &Known::default()).await
}

#[tokio::test]
async fn a_thread_is_searched_and_read_whole() {
    let server = Replay::start().await;
    server.on("/api/v1/search_by_date", |_| {
        json(r#"{"hits":[{"objectID":"8","title":"Ask HN: Who is hiring? (October 2026)"}]}"#)
    });
    server.on("/api/v1/items/8", |_| {
        json(r#"{"children":[{"id":11,"text":"Acme | Rust Engineer | Porto<p>We build arms."},{"id":12,"text":"Good luck!"}]}"#)
    });
    let visited = visit(&server, Kind::HackerNews).await;
    assert_eq!(visited.requests, 2);
    let Outcome::Complete(listed) = visited.outcome else { panic!("{:?}", visited.outcome) };
    assert_eq!((listed.postings[0].id.as_str(), listed.refused[0].id.as_str()), ("11", "12"));
}

#[tokio::test]
async fn the_newest_of_a_feed_are_a_part_of_it() {
    let server = Replay::start().await;
    server.on("/api", |_| json(r#"[{"legal":"x"},{"id":"7","company":"Acme","position":"SRE"}]"#));
    let visited = visit(&server, Kind::RemoteOk).await;
    let Outcome::Partial { listed, why: reason } = &visited.outcome else { panic!("{:?}", visited.outcome) };
    assert_eq!((listed.postings.len(), reason.as_str()), (1, "it lists the newest postings only"));

    server.on("/jobs/api", |asked| {
        let first = asked.path.contains("offset=0");
        let (id, next) = if first { ("7", r#","nextCursor":"x""#) } else { ("8", "") };
        json(format!(
            r#"{{"totalCount":50000{next},"jobs":[{{"guid":"{id}","title":"SRE","companyName":"Acme"}}]}}"#
        ))
    });
    let visited = visit(&server, Kind::Himalayas).await;
    let asked = server.paths();
    assert!(asked[1].ends_with("offset=0") && asked[2].ends_with("cursor=x"), "{asked:?}");
    assert!(why(&visited).contains("of 50,000 postings"), "{}", why(&visited));
}
