//! What an answer allocates, once a session has seen its like: for filters, order and pages nothing but the names of values that
//! are newly selected; for words some texts as short as they are. None of it grows with the roles.
//!
//! In a program of its own with one test, as other tests would be counted too.

#![allow(clippy::unwrap_used, reason = "a test ends where its world is not as it says")]

#[allow(dead_code, reason = "other tests count bytes")]
mod allocator;
#[path = "oracle/draw.rs"]
#[allow(dead_code, reason = "the oracle uses the rest")]
mod draw;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use catalog::query::Query;
use catalog::role::RoleId;
use catalog::{Ask, Build, Builder, Catalog, Session};
use draw::Draw;

const NOW: i64 = 1_790_000_000;

#[test]
fn the_steady_path_does_not_allocate() {
    let mut builder = Builder::new(Build { made_at: NOW, rates: draw::rates() });
    let drawn = (0..400).flat_map(|seed| Draw::new(seed).roles(NOW));
    for (id, role) in drawn.enumerate() {
        builder.add(catalog::role::Role { id: RoleId::new(id as u64), ..role });
    }
    let catalog = Arc::new(Catalog::open(&builder.finish()).unwrap());
    assert!(catalog.len() > 5_000, "{} roles", catalog.len());
    let mut session = Session::new(Arc::clone(&catalog));
    let mut answer = |query: &str, first: u32| {
        let query = Query::parse(query).0;
        let before = allocator::MADE.load(Ordering::Relaxed);
        session.answer(&query, Ask { now: NOW, first, len: 50 });
        allocator::MADE.load(Ordering::Relaxed) - before
    };
    let steps = [
        ("", 0),
        ("level=senior", 0),
        ("level=senior,staff", 0),
        ("level=senior,staff&workplace=remote", 0),
        ("level=senior,staff&workplace=remote&salary=60000", 0),
        ("level=senior,staff&workplace=remote&salary=65000", 0),
        ("level=senior,staff&salary=65000", 0),
        ("level=senior,staff&salary=65000", 50),
        ("level=senior,staff&salary=65000&sort=salary", 0),
        ("sort=salary", 0),
        ("sort=salary", 100),
        ("category=backend,frontend", 0),
    ];
    // Twice around: what grows has grown.
    for _ in 0..2 {
        steps.iter().for_each(|(query, first)| _ = answer(query, *first));
    }
    for (query, first) in steps {
        let (made, selected) = (answer(query, first), query.split(['=', ',']).count());
        assert!(made <= selected, "{made} allocations of “{query}” from row {first}");
    }
    // Words are folded, expanded and compared with those before.
    for query in ["q=engineer", "q=engineer&level=senior", "q=engineer&sort=relevance", "q=s", "q="] {
        answer(query, 0);
        let made = answer(query, 0);
        assert!(made < 60, "{made} allocations of “{query}”");
    }
}
