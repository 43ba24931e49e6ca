// Words in the postings' texts: the server looks them up once, the browser does the rest.
import { expect, test } from '@playwright/test';
import { audit, complaints, ready, total } from '../support/page.js';
import { run, serve } from '../support/server.js';

let site;
test.beforeAll(async () => { site = await serve(); });
test.afterAll(async () => { expect(await site.stop(), 'a graceful stop').toBe(0); });

const facet = (page, name, value) => page.locator(`[data-facet=${name}] input[value='${value}']`);
const field = page => page.getByRole('searchbox', { name: 'Words in the posting’s text' });
const chip = page => page.locator('.chips li', { hasText: 'Text: “' });
const busy = page => page.locator('main.jobs[aria-busy="true"]');

/** What the server's own page says about an address. */
async function there(request, address) {
  const text = await (await request.get(address)).text();
  return Number(text.match(/class="total"[^>]*><strong>([\d,\u202f. ]+)/)[1].replace(/\D/g, ''));
}

/** The addresses that a page asks for from now on. */
function requests(page) {
  const all = [];
  page.on('request', request => all.push(new URL(request.url()).pathname + new URL(request.url()).search));
  return all;
}

test('entered words narrow the list, as on the server, by one request', async ({ page, request }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const all = await total(page);
  const asked = requests(page);
  await field(page).fill('Kafka team');
  await field(page).press('Enter');
  await expect(page).toHaveURL(/text=Kafka\+team/);
  await expect(chip(page)).toHaveText('Text: “Kafka team”');
  await expect(busy(page)).toHaveCount(0);
  await expect.poll(() => total(page)).toBeLessThan(all);
  expect(await total(page)).toBeGreaterThan(0);
  expect(await total(page)).toBe(await there(request, page.url()));
  // Clicks on other filters are answered here.
  for (const [name, value] of [['level', 'senior'], ['workplace', 'remote']]) {
    await facet(page, name, value).click();
    await expect(page).toHaveURL(new RegExp(`${name}=${value}`));
    expect(await total(page), name).toBe(await there(request, page.url()));
  }
  // Words that were looked up come back without a request, too.
  await chip(page).locator('a').click();
  await expect(chip(page)).toHaveCount(0);
  await expect(field(page)).toHaveValue('');
  await page.goBack();
  await expect(chip(page)).toHaveText('Text: “Kafka team”');
  await expect(field(page)).toHaveValue('Kafka team');
  expect(await total(page)).toBe(await there(request, page.url()));
  expect(asked.map(address => address.replace(/\/words\/[0-9a-f]{16}-\d+/, '/words'))).toEqual(['/words?text=Kafka+team']);
  expect(found).toEqual([]);
});

test('a deep link arrives narrowed, and stays so when the catalogue is here', async ({ page, request }) => {
  const found = complaints(page);
  const address = `${site.url}/jobs?text=kafka&level=senior`;
  const expected = await there(request, address);
  await page.goto(address);
  expect(await total(page)).toBe(expected);
  await ready(page);
  await expect(busy(page)).toHaveCount(0);
  expect(await total(page)).toBe(expected);
  await expect(field(page)).toHaveValue('kafka');
  await expect(page.locator('.notices')).toBeHidden();
  await audit(page, 'words');
  await chip(page).locator('a').click();
  await expect(page).toHaveURL(/\/jobs\?level=senior$/);
  expect(await total(page)).toBe(await there(request, page.url()));
  const { out } = await run('query', '--data', site.data, '--json', 'text=kafka&level=senior');
  expect(JSON.parse(out).total, 'the command line').toBe(expected);
  const explained = await run('query', '--data', site.data, '--explain', 'text=kafka&level=senior');
  expect(explained.out).toMatch(/^text +kafka +\d+ roles$/m);
  expect(found).toEqual([]);
});

test('while words are looked up no count is shown, and the last ones asked for win', async ({ page, request }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const held = [];
  await page.route('**/words/**', route => held.push(route));
  await field(page).fill('kafka');
  await field(page).press('Enter');
  await expect(busy(page)).toHaveCount(1);
  await expect(page.locator('.total strong')).toHaveText('…');
  await expect(page.locator('.engine')).toHaveText('looking up words');
  await expect(page.locator('[data-facet=level] .count').first()).toBeHidden();
  await field(page).fill('team');
  await field(page).press('Enter');
  await expect.poll(() => held.length).toBe(2);
  await held[1].continue();
  await expect(busy(page)).toHaveCount(0);
  await expect(chip(page)).toHaveText('Text: “team”');
  const expected = await there(request, page.url());
  expect(await total(page)).toBe(expected);
  const late = page.waitForResponse(response => response.url().includes('text=kafka'));
  await held[0].continue();
  await (await late).finished();
  await facet(page, 'level', 'senior').click();
  await facet(page, 'level', 'senior').click();
  expect(await total(page)).toBe(expected);
});

test('words that cannot be looked up are said not to be applied', async ({ page, context }) => {
  await page.goto(`${site.url}/jobs?level=senior`);
  await ready(page);
  const all = await total(page);
  await context.setOffline(true);
  await field(page).fill('kafka');
  await field(page).press('Enter');
  await expect(chip(page)).toHaveText('Text: “kafka” (not applied)');
  await expect(page.locator('.notices')).toContainText('could not be looked up in the postings’ texts; showing roles without that filter');
  await expect(busy(page)).toHaveCount(0);
  expect(await total(page)).toBe(all);
  // Other filters go on.
  await facet(page, 'workplace', 'remote').click();
  await expect.poll(() => total(page)).toBeLessThan(all);
  await expect(chip(page)).toHaveText('Text: “kafka” (not applied)');
  // Back in the network, the words are looked up.
  await context.setOffline(false);
  await expect(chip(page)).toHaveText('Text: “kafka”');
  await expect(page.locator('.notices')).toBeHidden();
  await chip(page).locator('a').click();
  await expect(chip(page)).toHaveCount(0);
});

test('an answer that is no rows of this catalogue is not taken', async ({ page }) => {
  await page.route('**/words/**', route => route.fulfill({ status: 200, body: '0123456789abcdef and more' }));
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const all = await total(page);
  await field(page).fill('kafka');
  await field(page).press('Enter');
  await expect(chip(page)).toHaveText('Text: “kafka” (not applied)');
  expect(await total(page)).toBe(all);
});

test('without words there is nothing to look for', async ({ page, request }) => {
  await page.goto(`${site.url}/jobs?text=kafka`);
  await ready(page);
  await expect(chip(page)).toHaveText('Text: “kafka”');
  const asked = requests(page);
  await field(page).fill(' – !? \u0007');
  await field(page).press('Enter');
  await expect(chip(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/jobs$/);
  expect(asked).toEqual([]);
  for (const words of ['x'.repeat(2048), 'a '.repeat(3_000), '\u0001\u0002', '!!!']) {
    const answer = await request.get(`${site.url}/jobs?text=${encodeURIComponent(words)}`);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toMatch(/is cut after 200 characters|has no word to look for/);
  }
});

test('the form asks for words without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/jobs?level=senior`);
  const all = await total(page);
  await field(page).fill('kafka');
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await expect(page).toHaveURL(/text=kafka/);
  await expect(page).toHaveURL(/level=senior/);
  expect(await total(page)).toBeLessThan(all);
  await expect(chip(page)).toHaveText('Text: “kafka”');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page, 'the search box keeps them').toHaveURL(/text=kafka/);
  await context.close();
});
