// Recorded feeds of real companies through the real binary.
import { expect, test } from '@playwright/test';
import { audit, complaints, ready, total } from '../support/page.js';
import { available, listed, recording, replay, sources } from '../support/replay.js';
import { folder, run, serve } from '../support/server.js';

test.skip(!available, 'there are no recorded feeds beside the project');

let feeds, site;
const data = folder();

test.beforeAll(async () => {
  test.setTimeout(180_000);
  feeds = await replay();
  sources(data, feeds.url);
  site = await serve(data, '--allow-loopback');
  await expect.poll(async () => {
    const page = await (await fetch(`${site.url}/status`)).text();
    return (page.match(/data-state="fine"/g) ?? []).length;
  }, { timeout: 120_000 }).toBe(11);
});
test.afterAll(async () => {
  feeds?.stop();
  await site?.stop();
});

test('every listed posting is on the status page', async ({ page }) => {
  await page.goto(`${site.url}/status`);
  const cells = await page.locator('table.boards tbody td:nth-child(4)').allInnerTexts();
  const open = cells.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0);
  expect(open).toBe(feeds.count);
  await page.screenshot({ path: 'screenshots/replay-status.png' });
});

test('roles of real boards can be filtered and read', async ({ page }) => {
  const found = complaints(page);
  await expect.poll(async () => {
    await page.goto(`${site.url}/jobs`);
    return total(page);
  }, { timeout: 60_000 }).toBeGreaterThan(200);
  await ready(page);
  await page.screenshot({ path: 'screenshots/replay-jobs-1440.png' });
  const all = await total(page);
  await page.locator("[data-facet=company] input[value='stripe']").click();
  await expect.poll(() => total(page)).toBeLessThan(all);
  await audit(page, 'jobs with recorded feeds');
  await page.locator('.row').first().click();
  await expect(page.locator('.pane .posting h1')).toBeVisible();
  await page.screenshot({ path: 'screenshots/replay-pane-1440.png' });
  expect(found).toEqual([]);
});

test('bad feeds are named, close nothing, and the others go on', async () => {
  const text = recording('lever', 'moo');
  const some = JSON.parse(recording('greenhouse', 'luno'));
  some.jobs[0].title = '';
  some.jobs[1].content = 'x'.repeat(2_000_000);
  const own = folder();
  const odd = await replay({});
  sources(own, odd.url);
  const ingest = () => run('ingest', '--data', own, '--allow-loopback');
  expect((await ingest()).code).toBe(0);
  Object.assign(odd.answers, {
    '/v0/postings/moo': { body: text.slice(0, text.length / 2) },
    '/v0/postings/yassir': { status: 500 },
    '/v0/postings/theodo': { status: 404 },
    '/v0/postings/mamamoney': { body: '[]' },
    '/v1/boards/impact/jobs': { body: '<!doctype html><title>Oops</title>' },
    '/v1/boards/luno/jobs': { body: JSON.stringify(some) },
  });
  const { code, out } = await ingest();
  expect(code).toBe(3);
  for (const words of ['cut short', 'HTTP 500', 'HTTP 404', 'nothing is closed', 'web page', 'no title']) expect(out).toContain(words);
  const site = await serve(own, '--no-crawl', '--allow-loopback');
  const page = await (await fetch(`${site.url}/status`)).text();
  for (const words of ['cut short', 'HTTP 500', 'web page', 'no title']) expect(page).toContain(words);
  const boards = page.match(/<table class="boards">.*?<\/table>/s)[0];
  const open = [...boards.matchAll(/<tr>.*?<\/tr>/gs)].slice(1).map(([row]) => Number(row.match(/class="number"[^>]*>([\d,]+)/)[1].replace(/,/g, '')));
  expect(open.reduce((a, b) => a + b, 0)).toBe(odd.count);
  odd.stop();
  await site.stop();
});

test('the recordings hold what the count says', () => {
  expect(listed('lever', recording('lever', 'moo')).length).toBeGreaterThan(5);
});
