// The command line: each command does what it says, says in one sentence what is wrong, and ends with the code that it documents.
import { expect, test } from '@playwright/test';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as listen } from 'node:net';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { folder, run, serve } from '../support/server.js';

const folders = [];
const fresh = () => { const made = folder(); folders.push(made); return made; };
test.afterAll(() => folders.forEach(made => rmSync(made, { recursive: true, force: true })));

/** A failure: that code, and one sentence with these words. */
async function refused(args, words, code = 1) {
  const ended = await run(...args);
  expect(ended.code, `${args.join(' ')}: ${ended.err}`).toBe(code);
  expect(ended.err).toContain(words);
  expect(ended.err.trim().split('\n').filter(line => line.startsWith('error:'))).toHaveLength(1);
}

const role = (id, text, rest = {}) => ({
  id, text, hostedUrl: `https://${id}.example/`, categories: { location: 'Lisbon, Portugal', commitment: 'Full-time' },
  description: '<p>You write Rust and know Kafka.</p>', createdAt: 1767225600000, ...rest,
});

/** Boards of companies that do not exist, and a folder that follows them. */
async function boards(answers) {
  const server = createServer((request, response) => {
    const name = request.url.split('?')[0].split('/').at(-1);
    const body = answers[name];
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const data = fresh();
  const entries = ['north', 'south'].map(name =>
    `[[board]]\nsource = "lever"\nboard = "${name}"\ncompany = "${name}"\nbase_url = "http://127.0.0.1:${server.address().port}"\n`);
  writeFileSync(join(data, 'sources.toml'), `contact = "me@example.org"\n${entries.join('\n')}`);
  return { answers, data, with: (...args) => run(...args, '--data', data, '--allow-loopback'), stop: () => server.close() };
}

test('what cannot be done is one sentence and an exit code', async () => {
  const data = fresh();
  const busy = listen();
  await new Promise(done => busy.listen(0, '127.0.0.1', done));
  const port = busy.address().port;
  await refused(['serve', '--data', data, '--listen', `127.0.0.1:${port}`], 'is another server running');
  await refused(['serve', '--listen', '127.0.0.1:0', '--data', '/proc/nowhere'], 'data directory');
  await refused(['query', '--data', data, '--database-url', 'mysql://x'], 'postgres://');
  await refused(['query', '--data', data, '--database-url', 'postgres://127.0.0.1:1/x'], 'DATABASE_URL');
  for (const command of [['ingest'], ['ingest', '--dry-run'], ['sources', 'check']]) {
    await refused([...command, '--data', data], 'codedeck sources init --contact');
  }
  await refused(['sources', '--data', data, 'init', '--contact', 'nobody'], 'neither an e-mail address nor a URL');
  await refused(['export', '--data', data], 'no database');
  await refused(['backup', join(data, 'copy.db'), '--data', data], 'no database');
  await refused(['ingest', '--bord', 'x'], 'unexpected argument');
  expect((await run('ingest', '--help')).out).toContain('Exit codes:');
  busy.close();
});

test('commands that read make nothing', async () => {
  const nowhere = join(fresh(), 'nowhere');
  for (const command of [['query'], ['export'], ['ingest', '--dry-run'], ['doctor'], ['sources', 'list']]) {
    await run(...command, '--data', nowhere);
    expect(existsSync(nowhere), command.join(' ')).toBe(false);
  }
  await refused(['query', '--data', nowhere], 'is not there');
});

test('sources are written once, and listed', async () => {
  const data = fresh();
  expect((await run('sources', '--data', data, 'init', '--contact', 'me@example.org')).code).toBe(0);
  expect(existsSync(join(data, 'sources.toml'))).toBe(true);
  await refused(['sources', 'init', '--contact', 'me@example.org', '--data', data], 'there already');
  expect((await run('sources', '--data', data, 'list')).out).toContain('greenhouse:');
  const listed = JSON.parse((await run('sources', 'list', '--json', '--data', data)).out);
  expect(listed.contact).toBe('me@example.org');
  expect(listed.boards.length).toBeGreaterThan(20);
  writeFileSync(join(data, 'sources.toml'), 'contact = "me@example.org"\n\n[[board]]\nsource = "hotmail"\n');
  await refused(['sources', 'list', '--data', data], 'line 4');
});

test('a board is added by the address of its page', async () => {
  const data = fresh();
  const add = (...args) => run('sources', 'add', ...args, '--data', data);
  await refused(['sources', 'add', 'https://jobs.lever.co/norden', '--data', data], 'codedeck sources init --contact');
  const list = join(data, 'sources.toml');
  writeFileSync(list, '# Mine.\ncontact = "me@example.org"\n');
  const { code, out } = await add('https://jobs.lever.co/norden/1-2/apply', '--company', 'Norden Werke', '--json');
  expect([code, JSON.parse(out)]).toEqual([0, { file: list, board: 'lever:norden', company: 'Norden Werke' }]);
  expect(readFileSync(list, 'utf8')).toMatch(/^# Mine\.\n/);
  expect((await run('sources', 'list', '--data', data)).out).toBe('on\tlever:norden\tNorden Werke\n');
  await refused(['sources', 'add', 'https://jobs.lever.co/norden', '--data', data], 'already');
  await refused(['sources', 'add', 'nonsense', '--data', data], 'no address');

  // A company's own page embeds its board.
  const page = createServer((request, response) => {
    const found = request.url === '/careers';
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html' }).end(found ? '<a href="https://jobs.ashbyhq.com/sued/7">Jobs</a>' : '');
  });
  await new Promise(done => page.listen(0, '127.0.0.1', done));
  expect(JSON.parse((await add(`http://127.0.0.1:${page.address().port}/careers`, '--allow-loopback', '--json')).out).board).toBe('ashby:sued');
  page.close();
});

test('boards are checked, tried and read, and each end has its code', async () => {
  const world = await boards({ north: [role('n1', 'Senior Rust Engineer'), role('n2', 'Accountant')], south: [role('s1', 'Data Engineer')] });
  let { code, out } = await world.with('sources', 'check');
  expect([code, out]).toEqual([0, expect.stringContaining('fine\tlever:north\t2 postings')]);
  ({ code, out } = await world.with('ingest', '--dry-run'));
  expect([code, out]).toEqual([0, expect.stringContaining('would be 2 new')]);
  expect(existsSync(join(world.data, 'codedeck.db'))).toBe(false);
  ({ code, out } = await world.with('ingest', '--json'));
  const first = JSON.parse(out);
  expect([code, first.read, first.failed, first.boards.map(b => b.added)]).toEqual([0, 2, 0, [2, 1]]);

  world.answers.north = [role('n1', 'Staff Rust Engineer'), role('n3', 'Go Engineer')];
  delete world.answers.south;
  ({ code, out } = await world.with('ingest', '--dry-run', '--json'));
  const dry = JSON.parse(out).boards[0];
  expect([code, dry.added, dry.changed, dry.closed]).toEqual([3, 1, 1, 1]);
  ({ code, out } = await world.with('ingest'));
  expect(code).toBe(3);
  expect(out).toMatch(/failed\tlever:south\t.*404/);
  expect(out).toContain('1 of 2 boards are read');
  expect((await world.with('sources', 'check')).code).toBe(3);
  expect((await world.with('ingest', '--board', 'lever:south')).code).toBe(1);
  expect((await world.with('ingest', '--board', 'lever:east')).err).toContain('no enabled board');
  world.stop();
});

test('an export has what the site has, and a backup is taken while it is served', async () => {
  const world = await boards({ north: [role('n1', 'Senior Rust Engineer'), role('n2', '=Accountant')], south: [] });
  await world.with('ingest', '--board', 'lever:north');
  const site = await serve(world.data, '--no-crawl', '--allow-loopback');
  const lines = (await world.with('export')).out.trim().split('\n').map(line => JSON.parse(line));
  expect(lines.map(line => line.key)).toEqual(['lever:north:n1', 'lever:north:n2']);
  expect(lines[0]).toMatchObject({
    company: 'north', title: 'Senior Rust Engineer', level: 'senior', employment: 'full-time', pay: null, closed: null,
    published: '2026-01-01T00:00:00Z', places: [{ city: 'Lisbon', country: 'PT' }], evidence: { level: { field: 'title', text: expect.stringMatching(/senior/i) } },
  });
  const page = await (await fetch(`${site.url}/jobs/${lines[0].role}`)).text();
  expect(page).toContain('Senior Rust Engineer');
  const file = join(world.data, 'all.csv');
  const written = await world.with('export', '--format', 'csv', '--out', file, '--json');
  expect(JSON.parse(written.err).postings).toBe(2);
  expect(readFileSync(file, 'utf8')).toContain(",'=Accountant,");

  const copy = join(world.data, 'copy.db');
  const { code, out } = await world.with('backup', copy, '--json');
  expect([code, JSON.parse(out).file]).toEqual([0, copy]);
  await refused(['backup', copy, '--data', world.data], 'there already');
  await refused(['backup', join(world.data, 'x'), '--database-url', 'postgres://127.0.0.1:1/x'], 'pg_dump');
  const restored = await run('export', '--database-url', `sqlite:${copy}`);
  expect(restored.out.trim().split('\n')).toHaveLength(2);
  await site.stop();
  world.stop();
});

test('what is removed is gone, and stays out', async () => {
  const world = await boards({ north: [role('n1', 'Senior Rust Engineer'), role('n2', 'Go Engineer')], south: [role('s1', 'Data Engineer')] });
  await refused(['remove', '--company', 'north', '--yes', '--data', world.data], 'no database');
  await world.with('ingest');
  await refused(['remove', '--data', world.data], 'required');
  await refused(['remove', '--board', 'lever:north', '--data', world.data], '--yes');
  const { code, out } = await world.with('remove', '--key', 'lever:north:n1', '--yes', '--json');
  expect([code, JSON.parse(out)]).toEqual([0, { kind: 'posting', value: 'lever:north:n1', postings: 1 }]);
  expect((await world.with('remove', '--company', 'South', '--yes')).out).toContain('1 postings');
  expect((await world.with('ingest', '--dry-run')).out).toContain('0 new, 0 changed');
  await world.with('ingest');
  const all = (await world.with('export', '--all')).out.trim().split('\n').map(line => JSON.parse(line).key);
  expect(all).toEqual(['lever:north:n2']);
  world.stop();
});

test('an import comes back from an export, and bad rows stand beside the file', async () => {
  const data = fresh();
  const row = (id, rest) => JSON.stringify({ source: 'import', board: 'mine', id, company: 'Norden Werke', title: 'Senior Rust Engineer', location: 'Lisbon, Portugal', ...rest });
  const file = join(fresh(), 'rows.ndjson');
  const good = [
    row('1', {
      description_text: 'You write Rust.', url: 'https://norden.example/1', published: '2026-11-01T00:00:00Z', workplace: 'hybrid', employment: 'contract',
      salary: { min: 400, max: 550.5, currency: 'EUR', period: 'day' },
    }),
    row('2', { title: 'Data Engineer' }),
  ];
  writeFileSync(file, [good[0], row('3', { company: '' }), good[1], 'no json'].join('\n'));
  const { code, out } = await run('import', file, '--data', data, '--json');
  expect([code, JSON.parse(out)]).toEqual([3, expect.objectContaining({ imported: 2, rejected: 2, rejected_file: `${file}.rejected.ndjson` })]);
  const rejected = readFileSync(`${file}.rejected.ndjson`, 'utf8').trim().split('\n').map(line => JSON.parse(line));
  expect(rejected.map(bad => bad.line)).toEqual([2, 4]);
  expect(rejected[0].why).toContain('company');
  const exported = async (...args) => (await run('export', '--data', data, ...args)).out.trim().split('\n').map(line => JSON.parse(line));
  expect((await exported())[0]).toMatchObject({
    key: 'import:mine:1', company: 'Norden Werke', workplace: 'hybrid', employment: 'contract', published: '2026-11-01T00:00:00Z',
    pay: { min: 400, max: 550.5, currency: 'EUR', period: 'day', origin: 'structured' },
  });
  // What was imported is the catalogue: the sample is gone, and no contact is asked for.
  expect((await run('query', '--data', data)).out).toContain('2 roles');
  const site = await serve(data);
  expect(await (await fetch(`${site.url}/status`)).text()).toContain('data-state="imported"');
  // A part closes nothing, the whole closes what is absent.
  writeFileSync(file, good[1]);
  expect((await run('import', file, '--data', data)).code).toBe(0);
  expect(existsSync(`${file}.rejected.ndjson`)).toBe(false);
  expect(await exported()).toHaveLength(2);
  expect((await run('import', file, '--complete', '--data', data)).out).toContain('1 closed');
  expect(await exported()).toHaveLength(1);
  expect(await exported('--all')).toHaveLength(2);
  writeFileSync(file, 'id,company\n1,\n');
  await refused(['import', file, '--format', 'csv', '--data', data], 'none of the 1 rows');
  await refused(['import', join(data, 'nothing'), '--data', data], 'cannot be read');
  await site.stop();
});

test('the sample gives way to the first import, while it is served', async () => {
  const data = fresh();
  const site = await serve(data);
  const page = async () => (await fetch(`${site.url}/jobs`)).text();
  expect(await page()).toContain('sample');
  const file = join(fresh(), 'rows.ndjson');
  writeFileSync(file, JSON.stringify({ source: 'import', board: 'mine', id: '1', company: 'Norden Werke', title: 'Senior Rust Engineer' }));
  expect((await run('import', file, '--data', data)).code).toBe(0);
  await expect.poll(page, { timeout: 30_000 }).toContain('Norden Werke');
  expect(await (await fetch(`${site.url}/status`)).text()).toContain('data-state="imported"');
  await site.stop();
});

test('the doctor says of each thing how it is and what to do', async () => {
  const world = await boards({ north: [role('n1', 'Senior Rust Engineer')], south: [] });
  await world.with('ingest', '--board', 'lever:north');
  const look = async (...args) => {
    const { code, out } = await world.with('doctor', '--json', '--listen', '127.0.0.1:0', ...args);
    const found = JSON.parse(out);
    return { code, failures: found.failures, of: Object.fromEntries(found.checks.map(c => [c.check, c])) };
  };
  let found = await look('--site', join(world.data, 'no-site'));
  expect([found.code, found.failures]).toEqual([1, 1]);
  expect(found.of.site.what).toContain('cargo xtask build');
  for (const check of ['data folder', 'sources.toml', 'contact', 'database', 'schema', 'integrity', 'clock', 'port']) {
    expect(found.of[check].state, check).toBe('fine');
  }
  writeFileSync(join(world.data, 'sources.toml'), 'contact = 3\n');
  found = await look();
  expect(found.of['sources.toml'].what).toContain('line 1');
  found = await look('--database-url', 'postgres://127.0.0.1:1/x');
  expect([found.of.database.state, found.of.database.what]).toEqual(['fails', expect.stringContaining('DATABASE_URL')]);
  world.stop();
});

test('a query on the command line is answered by the same engine', async () => {
  const own = fresh();
  const { code, out } = await run('query', '--data', own, '--json', 'category=backend');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ total: 9095, rates: expect.stringMatching(/^20\d\d-\d\d/) });
  const { err } = await run('query', '--data', own, 'level=wizard');
  expect(err).toContain('ignored: level=wizard');
  const { out: steps } = await run('query', '--data', own, '--explain', 'category=backend&q=rust');
  for (const part of [/^word +rust +\d+ roles$/m, /^filter +category +9095 roles$/m, /^counts +city +by /m, /^took [\d.]+ ms at first/m])
    expect(steps).toMatch(part);
});
