// The engine's place among the peers: `node run.mjs --adapter …/adapter.mjs --static <folder of the wasm>`.
import init, { Engine } from '/static/peers_bench.js';

export const name = 'codedeck';
export const note = 'this engine, wasm with simd128; the boundary both ways is inside the time';

const FACETS = ['category', 'seniority', 'country', 'city', 'remote', 'skills'];

const [bytes, names] = await Promise.all([
  fetch('/static/rows.bin').then(r => r.arrayBuffer()), fetch('/static/names.json').then(r => r.text()), init(),
]);
// Made outside the time, from the same rows (`rows.mjs`, `src/bin/rows.rs`).
let snapshot = new Uint8Array(bytes);

export async function build() {
  const engine = new Engine(snapshot, names);
  snapshot = null;
  return { engine, names: FACETS.map((_, i) => engine.names(i)) };
}

export const took = ({ engine }) => engine.took();

export function query({ engine, names }, q) {
  const out = engine.query(JSON.stringify(q));
  let at = 2 + out[1];
  const facets = {};
  FACETS.forEach((facet, i) => {
    const values = [];
    for (let n = out[at++]; n > 0; n--) {
      values.push([names[i][out[at]], out[at + 1]]);
      at += 2;
    }
    facets[facet] = values;
  });
  return { total: out[0], ids: Array.from(out.subarray(2, 2 + out[1])), facets, histogram: Array.from(out.subarray(at, at + 20)) };
}
