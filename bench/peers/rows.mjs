// The peers' rows by column, as JSON on standard output: node rows.mjs FOLDER_OF_THE_PEERS ROWS
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [peers, rows] = process.argv.slice(2);
const { generate } = await import(pathToFileURL(resolve(peers, 'src/data.js')));
const all = generate(Number(rows));
const write = async text => { if (!process.stdout.write(text)) await once(process.stdout, 'drain'); };
// In pieces: a million rows are longer than a string may be.
let opened = '{';
for (const key of Object.keys(all[0])) {
  await write(`${opened}"${key}":[`);
  opened = '],';
  for (let at = 0; at < all.length; at += 10_000) {
    const piece = JSON.stringify(all.slice(at, at + 10_000).map(row => row[key]));
    await write(`${at ? ',' : ''}${piece.slice(1, -1)}`);
  }
}
await write(']}');
