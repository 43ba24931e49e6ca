// Recorded feeds under the addresses of their systems.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

export const shared = process.env.CODEDECK_SHARED;
export const captures = shared && join(shared, 'data/captures');
export const available = captures && existsSync(captures);

const BOARDS = {
  greenhouse: ['stripe', 'impact', 'takealotgroup', 'luno', 'bashdotcom'],
  lever: ['matchgroup', 'theodo', 'yassir', 'moo', 'mamamoney'],
  ashby: ['ramp'],
};

/** The newest recording of a board. */
export function recording(source, board) {
  const names = readdirSync(join(captures, source)).filter(n => n.startsWith(`${board}-20`) || n === `${board}.json`);
  return readFileSync(join(captures, source, names.sort().at(-1)), 'utf8');
}

/** What a recording lists. */
export function listed(source, text) {
  const data = JSON.parse(text);
  return source === 'lever' ? data : data.jobs.filter(job => job.isListed !== false);
}

/** Serves all recordings; `answers` overrides some: path → { status, body }. */
export async function replay(answers = {}) {
  const paths = new Map();
  let count = 0;
  for (const [source, boards] of Object.entries(BOARDS)) {
    for (const board of boards) {
      const text = recording(source, board);
      count += listed(source, text).length;
      paths.set({ greenhouse: `/v1/boards/${board}/jobs`, lever: `/v0/postings/${board}`, ashby: `/posting-api/job-board/${board}` }[source], text);
    }
  }
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    const special = answers[path];
    if (special) response.writeHead(special.status ?? 200).end(special.body ?? '');
    else if (paths.has(path)) response.writeHead(200, { 'content-type': 'application/json' }).end(paths.get(path));
    else response.writeHead(404).end('{"ok":false}');
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, count, answers, stop: () => server.close() };
}

/** Writes sources.toml for the replay. */
export function sources(data, url) {
  const boards = Object.entries(BOARDS).flatMap(([source, boards]) => boards.map(board =>
    `[[board]]\nsource = "${source}"\nboard = "${board}"\ncompany = "${board}"\nbase_url = "${url}"\n`));
  writeFileSync(join(data, 'sources.toml'), `contact = "tests@example.org"\n${boards.join('\n')}`);
}
