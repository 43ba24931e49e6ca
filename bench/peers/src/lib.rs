//! The engine in wasm, apart from the interface.
//!
//! | part | answers |
//! |---|---|
//! | [`Engine`] | how fast is it beside its peers? a snapshot in, one query at a time, answers out (`adapter.mjs`) |
//! | [`snapshot`] | the same rows as a snapshot, made natively (`src/bin/rows.rs`) |
//! | [`Peer`], [`Rows`] | the same natively, for other benchmarks |
//! | [`popcount`] | does it count bits by lanes as word by word? (`twin.mjs`) |
//! | [`twin`] | does it answer in wasm, byte for byte, as it does natively? (`twin.mjs`, `src/bin/twin.rs`) |
//!
//! The product's columns and planner answer; for the peers only options differ: no typos, no words of places, twenty bars of
//! 20,000.

#[path = "../../../catalog/tests/oracle/draw.rs"]
#[allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    reason = "shared with the engine's tests, which use all of it"
)]
mod draw;
mod peer;
mod popcount;
mod rows;
mod twin;

use wasm_bindgen::prelude::wasm_bindgen;

pub use crate::peer::{Asked, Peer, TOP};
pub use crate::popcount::popcount;
pub use crate::rows::{FACETS, NOW, Names, Rows};
pub use crate::twin::twin;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The catalogue with its session.
#[wasm_bindgen]
pub struct Engine {
    peer: Peer,
    /// Milliseconds of the engine in the last answer.
    took: f64,
}

/// The runner's columns as a snapshot, and the names of the facets' values as JSON.
///
/// # Errors
/// Columns of another form.
pub fn snapshot(columns: &str) -> Result<(Vec<u8>, String), serde_json::Error> {
    let rows: Rows = serde_json::from_str(columns)?;
    let names = rows.names();
    let bytes = rows.snapshot(&names);
    Ok((bytes, serde_json::to_string(&names.map(|names| names.names))?))
}

#[wasm_bindgen]
impl Engine {
    /// From what [`snapshot`] made.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], names: &str) -> Result<Engine, String> {
        let names: [Vec<String>; 6] = serde_json::from_str(names).map_err(|e| e.to_string())?;
        Ok(Engine { peer: Peer::open(bytes, names.map(Names::from))?, took: 0.0 })
    }

    /// The names of a facet's values, in the order of their numbers.
    pub fn names(&self, facet: usize) -> Vec<String> {
        self.peer.names()[facet].names.clone()
    }

    /// Milliseconds that the engine took for the last answer, the boundary left out.
    pub fn took(&self) -> f64 {
        self.took
    }

    /// The answer of [`Peer::answer`] to a query in JSON.
    pub fn query(&mut self, asked: &str) -> Result<Vec<u32>, String> {
        let asked: Asked = serde_json::from_str(asked).map_err(|e| e.to_string())?;
        let (answer, [before, after]) = self.peer.answer(&asked, now);
        self.took = after - before;
        Ok(answer.to_vec())
    }
}
