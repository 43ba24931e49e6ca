// The peers' session and the oracle's answers, a line of JSON for each query: node session.mjs FOLDER_OF_THE_PEERS ROWS QUERIES
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [peers, rows, queries] = process.argv.slice(2);
const load = name => import(pathToFileURL(resolve(peers, 'src', name)));
const { generate } = await load('data.js');
const { sessions } = await load('queries.js');
// As in the peers' own runner: the plain loop, and above 50,000 rows the fast engine that is held to it.
const oracle = await load(`engines/${Number(rows) > 50_000 ? 'typed' : 'naive'}.js`);
const handle = oracle.build(generate(Number(rows)));
for (const asked of sessions(1, Number(queries))) {
  const line = `${JSON.stringify({ asked, answer: oracle.query(handle, asked) })}\n`;
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}
