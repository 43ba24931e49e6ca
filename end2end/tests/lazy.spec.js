// Routes whose code comes later: when it is asked for, that it need not come twice, and what becomes of a page without it.
import { expect, test } from '@playwright/test';
import { complaints, ready } from '../support/page.js';
import { serve } from '../support/server.js';

const ROUTES = [
  ['home', '/', 'filtered as fast as you can click'],
  ['status', '/status', 'This is sample data'],
  ['about', '/about', 'How facts are derived'],
];
const FAILS = 'Failed to load resource';

let site;
test.beforeAll(async () => { site = await serve(); });
test.afterAll(() => site.stop());

/** Collects the names of the chunks that a page asks for. */
function chunks(page) {
  const found = [];
  page.on('request', request => {
    const name = request.url().match(/\/pkg\/((?:split|chunk)_\w+)\.[0-9a-f]{16}\.wasm$/);
    if (name) found.push(name[1]);
  });
  return found;
}

/** Waits until the page's own click handlers are there. */
async function live(page) {
  await expect(page.locator('html')).toHaveAttribute('data-engine', 'live');
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  const before = await theme();
  await expect(async () => {
    await page.getByRole('button', { name: 'Switch between' }).click();
    expect(await theme()).not.toBe(before);
  }).toPass();
}

async function follow(page, href) {
  await page.evaluate(href => {
    const link = document.createElement('a');
    link.href = href;
    document.querySelector('header.site nav').append(link);
    link.click();
    link.remove();
  }, href);
}

test('the jobs page asks for no chunk', async ({ page }) => {
  const found = complaints(page), asked = chunks(page);
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  expect(asked).toEqual([]);
  expect(found).toEqual([]);
});

for (const [name, path, words] of ROUTES) {
  test(`entered fresh, the page names its chunks and asks for each once: ${path}`, async ({ page, request }) => {
    const found = complaints(page), asked = chunks(page);
    const response = await page.goto(site.url + path);
    const links = response.headers().link;
    expect(links).toContain(`/pkg/split_${name}.`);
    await live(page);
    await expect(page.locator('main')).toContainText(words);
    expect(asked).toContain(`split_${name}`);
    expect(asked).toEqual([...new Set(asked)]);
    for (const [, address] of links.matchAll(/<([^>]+)>/g)) {
      const chunk = await request.get(site.url + address);
      expect(chunk.headers()).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'application/wasm' });
    }
    expect(found).toEqual([]);
  });

  test(`from the jobs page there, back, and there again without a network: ${path}`, async ({ page, context }) => {
    const found = complaints(page), asked = chunks(page);
    await page.goto(`${site.url}/jobs?level=senior`);
    await ready(page);
    expect(asked).toEqual([]);
    await follow(page, path);
    await expect(page.locator('main')).toContainText(words);
    await expect(page).toHaveURL(site.url + path);
    expect(asked).toContain(`split_${name}`);
    await page.goBack();
    await expect(page.locator('main h1')).toHaveText('Software roles');
    await expect(page).toHaveURL(`${site.url}/jobs?level=senior`);
    await context.setOffline(true);
    asked.length = 0;
    await follow(page, path);
    // Its numbers are the server's: without one the page says so, in its own words.
    const offline = { home: 'The numbers did not arrive', status: 'pages go on from the catalogue in memory', about: words };
    await expect(page.locator('main')).toContainText(offline[name]);
    expect(asked).toEqual([]);
    expect(found.filter(line => !line.startsWith(FAILS))).toEqual([]);
  });

  test(`a chunk that does not come leaves the page as the server rendered it: ${path}`, async ({ page }) => {
    await page.route('**/pkg/split_*', route => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto(site.url + path);
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
    await expect(page.locator('main')).toContainText(words);
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await ready(page);
  });

  test(`a chunk that does not come leaves words in an empty shell: ${path}`, async ({ page }) => {
    await page.route('**/pkg/split_*', route => route.abort());
    await page.route(site.url + path, async route => {
      const response = await route.fetch();
      const html = await response.text();
      const body = html.replace(' data-ssr="true"', '').replace(/<body>[\s\S]*<\/body>/, '<body></body>');
      await route.fulfill({ response, body });
    });
    await page.goto(site.url + path);
    await expect(page.locator('body')).toHaveText('The page did not arrive. Reload it to try again.');
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
  });

  test(`a chunk that does not come makes a navigation a load: ${path}`, async ({ page }) => {
    await page.goto(`${site.url}/jobs`);
    await ready(page);
    await page.route('**/pkg/split_*', route => route.abort());
    await page.evaluate(() => { window.same = true; });
    await follow(page, `${path}?a=b`);
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'failed');
    await expect(page).toHaveURL(`${site.url}${path}?a=b`);
    await expect(page.locator('main')).toContainText(words);
    expect(await page.evaluate(() => window.same)).toBeUndefined();
  });
}

test('a chunk that came late is taken up where the person is by then', async ({ page }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  let release;
  const held = new Promise(done => { release = done; });
  await page.route('**/pkg/split_about*', async route => { await held; await route.continue(); });
  await follow(page, '/about');
  await follow(page, '/status');
  await expect(page.locator('main')).toContainText('This is sample data');
  release();
  await follow(page, '/about');
  await expect(page.locator('main')).toContainText('How facts are derived');
  await expect(page).toHaveURL(`${site.url}/about`);
  expect(found).toEqual([]);
});
