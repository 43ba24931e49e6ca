// The engine's own time, read inside wasm around the answer in its own form, beside `typed` in the same page and run:
// node alone.mjs FOLDER_OF_THE_PEERS FOLDER_OF_THE_WASM ROWS [PASSES]; prints JSON. Every answer is compared with that of `typed`.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [peers, wasm, rows, passes = '5'] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(peers, 'run.mjs')));
const { build: bundle } = require('esbuild');
const { chromium } = require('playwright-core');
const here = fileURLToPath(new URL('.', import.meta.url));
const src = name => JSON.stringify(resolve(peers, 'src', name));
const { outputFiles } = await bundle({
  stdin: {
    resolveDir: here,
    contents: `
      import { generate } from ${src('data.js')};
      import { sessions } from ${src('queries.js')};
      import { checksum } from ${src('semantics.js')};
      import * as typed from ${src('engines/typed.js')};
      import * as ours from './adapter.mjs';
      window.measure = async (n, passes) => {
        const queries = sessions(1, 200);
        const handles = [typed.build(generate(n)), await ours.build()];
        const times = queries.map(() => [[], []]);
        let wrong = 0;
        for (let pass = 0; pass < passes; pass++) {
          // One engine after the other: neither runs in the other's cache.
          const sums = queries.map((q, i) => {
            const before = performance.now(), answer = typed.query(handles[0], q);
            times[i][0].push(performance.now() - before);
            return checksum(q, answer);
          });
          queries.forEach((q, i) => {
            const answer = ours.query(handles[1], q);
            times[i][1].push(ours.took(handles[1]));
            if (checksum(q, answer) !== sums[i]) wrong++;
          });
        }
        return { times, wrong };
      };`,
  },
  bundle: true, format: 'esm', target: 'chrome120', minify: true, write: false, external: ['/static/*'], logLevel: 'error',
});
const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const server = createServer(async (request, response) => {
  const path = request.url;
  const body = path === '/' ? '<!doctype html>' : path === '/alone.js' ? outputFiles[0].text : await readFile(join(wasm, path.slice(7))).catch(() => null);
  response.writeHead(body === null ? 404 : 200, {
    'Content-Type': path === '/' ? 'text/html' : TYPES[extname(path)] ?? 'application/octet-stream',
    'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp',
  }).end(body);
});
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--js-flags=--max-old-space-size=4096'],
});
const page = await browser.newPage();
page.on('pageerror', error => console.error(error.message));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.addScriptTag({ type: 'module', url: '/alone.js' });
await page.waitForFunction(() => window.measure);
const { times, wrong } = await page.evaluate(([n, passes]) => measure(n, passes), [Number(rows), Number(passes)]);
await browser.close();
server.close();
const of = engine => {
  const ms = times.map(both => both[engine].sort((a, b) => a - b)[both[engine].length >> 1]);
  const sorted = [...ms].sort((a, b) => a - b);
  const at = p => sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), total: ms.reduce((a, b) => a + b, 0), ms };
};
console.log(JSON.stringify({ rows: Number(rows), wrong, typed: of(0), codedeck: of(1) }));
