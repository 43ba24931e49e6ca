// Compares the engine's answers in wasm with the native ones, and its bits counted by lanes with those counted word by word: node twin.mjs FOLDER_OF_THE_WASM FILE FROM TO
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';

const [folder, file, from, to] = process.argv.slice(2);
const { default: init, popcount, twin } = await import(pathToFileURL(resolve(folder, 'peers_bench.js')));
await init({ module_or_path: await readFile(join(folder, 'peers_bench_bg.wasm')) });
console.log(`${popcount(1_000_000)} inputs: bits counted alike`);
const native = await readFile(file);
const wasm = twin(Number(from), Number(to));
if (native.length === 0 || Buffer.compare(native, wasm) !== 0) {
  const at = wasm.findIndex((byte, i) => byte !== native[i]);
  console.error(`the answers differ: ${native.length} bytes native, ${wasm.length} in wasm, from byte ${at} on`);
  process.exit(1);
}
console.log(`${to - from} catalogues, ${10 * (to - from)} queries: ${wasm.length} equal bytes`);
