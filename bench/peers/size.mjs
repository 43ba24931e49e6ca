// Bytes of a snapshot of the peers' rows: node size.mjs FOLDER_OF_THE_WASM FOLDER_OF_THE_PEERS ROWS; prints JSON.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const [folder, peers, rows] = process.argv.slice(2);
const { default: init, Engine } = await import(pathToFileURL(resolve(folder, 'peers_bench.js')));
await init({ module_or_path: await readFile(join(folder, 'peers_bench_bg.wasm')) });
const { generate } = await import(pathToFileURL(resolve(peers, 'src/data.js')));
const all = generate(Number(rows));
const columns = {};
for (const key of Object.keys(all[0])) columns[key] = all.map(row => row[key]);
const snapshot = new Engine(JSON.stringify(columns)).snapshot();
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: snapshot.length };
const brotli = brotliCompressSync(snapshot, { params }).length;
console.log(JSON.stringify({ rows: all.length, bytes: snapshot.length, brotli }));
