// What a browser fetches that has an older catalogue (RFC 9842), and what it does with one that came damaged.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { complaints, ready, total } from '../support/page.js';
import { folder, run, serve } from '../support/server.js';

const data = folder();
let site;

/** Imports postings of those numbers, and waits until pages name another snapshot. */
async function list(from, to) {
  const before = site && await named();
  const row = i => JSON.stringify({ board: 'mine', id: `${i}`, company: 'Norden Werke', title: `Backend Engineer ${i}`, location: 'Lisbon, Portugal', description_text: 'Services in Rust.' });
  const file = join(data, 'postings.jsonl');
  writeFileSync(file, Array.from({ length: to - from }, (_, i) => row(from + i)).join('\n'));
  const { code, err } = await run('import', file, '--data', data);
  expect(code, err).toBe(0);
  if (site) await expect.poll(named).not.toBe(before);
}

async function named() {
  return (await (await fetch(`${site.url}/jobs`)).text()).match(/data-snapshot="([^"]+)"/)[1];
}

async function bytes(snapshot) {
  return Buffer.from(await (await fetch(site.url + snapshot)).arrayBuffer());
}

/** How it is sent to one who has that base. Not by `fetch`, which would decode it. */
function encoding(snapshot, base) {
  const hash = createHash('sha256').update(base).digest('base64');
  const headers = { 'accept-encoding': 'br, dcb', 'available-dictionary': `:${hash}:` };
  return new Promise((done, fail) => {
    get(site.url + snapshot, { headers }, answer => {
      answer.resume();
      done(answer.headers['content-encoding']);
    }).on('error', fail);
  });
}

/** How the page's snapshot came: its encoding, and its bytes on the wire. */
async function arrival(page) {
  return page.evaluate(async () => {
    const { name, encodedBodySize } = performance.getEntriesByType('resource').find(e => e.name.includes('/snapshot/'));
    const answer = await fetch(name, { cache: 'only-if-cached', mode: 'same-origin' });
    return { encoding: answer.headers.get('content-encoding'), bytes: encodedBodySize };
  });
}

test.beforeAll(async () => {
  await list(0, 600);
  site = await serve(data, '--no-crawl');
});
test.afterAll(() => site.stop());

test('a browser that has the catalogue before fetches what changed', async ({ page }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const whole = await arrival(page);
  expect(whole.encoding).toBe('br');
  const base = await bytes(await named());
  await list(600, 605);
  // What changed is compared after the new catalogue answers.
  await expect.poll(async () => encoding(await named(), base)).toBe('dcb');
  await page.goto(`${site.url}/jobs?level=`);
  await ready(page);
  const delta = await arrival(page);
  expect(delta.encoding).toBe('dcb');
  expect(delta.bytes).toBeLessThan(whole.bytes / 3);
  expect(await total(page)).toBe(605);
  console.log(`whole ${whole.bytes} bytes, what changed ${delta.bytes}`);
  expect(found).toEqual([]);
});

test('one that came damaged is fetched whole', async ({ page }) => {
  const asked = [];
  await page.route(/\/snapshot\//, route => {
    asked.push(new URL(route.request().url()).search);
    return asked.length === 1 ? route.fulfill({ status: 200, body: 'no catalogue' }) : route.continue();
  });
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  expect(asked).toEqual(['', '?whole']);
});
