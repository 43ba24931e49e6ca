// The command line says in one sentence what is wrong.
import { expect, test } from '@playwright/test';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { folder, run } from '../support/server.js';

const data = folder();
test.afterAll(() => rmSync(data, { recursive: true, force: true }));

test('what cannot be done is one sentence and an exit code', async () => {
  const busy = createServer();
  await new Promise(done => busy.listen(0, '127.0.0.1', done));
  const port = busy.address().port;
  const check = async (args, words) => {
    const { code, err } = await run(...args);
    expect(code, args.join(' ')).not.toBe(0);
    expect(err).toContain(words);
    expect(err.trim().split('\n').filter(line => line.startsWith('error:'))).toHaveLength(1);
  };
  await check(['serve', '--data', data, '--listen', `127.0.0.1:${port}`], 'is another server running');
  await check(['serve', '--listen', '127.0.0.1:0', '--data', '/proc/nowhere'], 'data directory');
  await check(['query', '--data', data, '--database-url', 'mysql://x'], 'postgres://');
  await check(['query', '--data', data, '--database-url', 'postgres://127.0.0.1:1/x'], 'DATABASE_URL');
  await check(['ingest', '--data', data], 'contact');
  await check(['sources', '--data', data, 'init', '--contact', 'nobody'], 'neither an e-mail address nor a URL');
  busy.close();
});

test('sources are written once, and listed', async () => {
  expect((await run('sources', '--data', data, 'init', '--contact', 'me@example.org')).code).toBe(0);
  expect(existsSync(join(data, 'sources.toml'))).toBe(true);
  expect((await run('sources', '--data', data, 'init', '--contact', 'me@example.org')).err).toContain('there already');
  expect((await run('sources', '--data', data, 'list')).out).toContain('greenhouse:');
});

test('a query on the command line is answered by the same engine', async () => {
  const own = folder();
  const { code, out } = await run('query', '--data', own, '--json', 'category=backend');
  expect(code).toBe(0);
  expect(JSON.parse(out).total).toBe(9095);
  const { err } = await run('query', '--data', own, 'level=wizard');
  expect(err).toContain('ignored: level=wizard');
  rmSync(own, { recursive: true, force: true });
});
