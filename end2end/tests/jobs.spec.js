// `/jobs` on the sample catalogue, in a real browser.
import { expect, test } from '@playwright/test';
import { audit, complaints, ready, total } from '../support/page.js';
import { serve } from '../support/server.js';

let site;
test.beforeAll(async () => { site = await serve(); });
test.afterAll(async () => { expect(await site.stop(), 'a graceful stop').toBe(0); });

const facet = (page, name, value) => page.locator(`[data-facet=${name}] input[value='${value}']`);

test('the first page has rows and counts without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/jobs?category=backend`);
  expect(await total(page)).toBe(9095);
  expect(await page.locator('.row').count()).toBe(50);
  await page.goto(`${site.url}/jobs?category=backend&page=2`);
  expect(await page.locator('.row').count()).toBe(50);
  // The form works: tick, submit.
  await page.goto(`${site.url}/jobs`);
  await facet(page, 'level', 'senior').check();
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await expect(page).toHaveURL(/level=senior/);
  await page.locator('.row').first().click();
  await expect(page.locator('h1')).toBeVisible();
  await context.close();
});

test('clicks are answered in the browser, as the server would, without a request', async ({ page, request }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const requests = [];
  page.on('request', r => requests.push(r.url()));
  await facet(page, 'level', 'senior').click();
  await expect(page).toHaveURL(/level=senior/);
  await facet(page, 'workplace', 'remote').click();
  await expect(page).toHaveURL(/workplace=remote/);
  const here = await total(page);
  expect(requests, 'no request').toEqual([]);
  const text = await (await request.get(page.url())).text();
  const there = Number(text.match(/class="total"[^>]*><strong>([\d,\u202f. ]+)/)[1].replace(/\D/g, ''));
  expect(here).toBe(there);
  // Back and forward.
  await page.goBack();
  await expect(facet(page, 'workplace', 'remote')).not.toBeChecked();
  await expect(facet(page, 'level', 'senior')).toBeChecked();
  await page.goForward();
  await expect(facet(page, 'workplace', 'remote')).toBeChecked();
  expect(await total(page)).toBe(here);
  expect(found).toEqual([]);
});

test('a deep link arrives filtered, and the list goes on', async ({ page }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs?skills=rust&level=senior&salary=60000`);
  await ready(page);
  await expect(page.locator('.chips li')).toHaveCount(3);
  const first = await page.locator('.row').first().innerText();
  await page.mouse.move(700, 700);
  await page.mouse.wheel(0, 20_000);
  await expect.poll(async () => (await page.locator('.row').last().innerText()) !== first).toBe(true);
  expect(found).toEqual([]);
});

test('words are searched as they are typed', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const all = await total(page);
  await page.keyboard.press('/');
  await page.keyboard.type('rust berlin');
  await expect.poll(() => total(page)).toBeLessThan(all);
  await expect(page).toHaveURL(/q=rust/);
  await page.keyboard.press('Escape');
});

test('the keyboard moves through the list and opens a role', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.locator('.pane .posting h1, main.role h1')).toBeVisible();
});

test('nothing found offers the filter that brings most back', async ({ page }) => {
  await page.goto(`${site.url}/jobs?q=zzzzqqq&level=senior`);
  await ready(page);
  expect(await total(page)).toBe(0);
  await expect(page.locator('.empty li').first()).toHaveText(/^without “zzzzqqq” ?7,036$/);
  await page.locator('.empty a').first().click();
  await expect.poll(() => total(page)).toBeGreaterThan(0);
});

test('hostile queries get a page with a notice', async ({ page, request }) => {
  const values = Array.from({ length: 1500 }, (_, i) => `x${i}`).join(',');
  for (const query of [`level=${values}`, 'wage=3&level=wizard', 'q=%ff%fe%00&page=-1', '&&==&%', 'salary=99999999999999999999']) {
    const response = await request.get(`${site.url}/jobs?${query}`);
    expect(response.status(), query).toBe(200);
  }
  await page.goto(`${site.url}/jobs?wage=3&level=wizard`);
  await expect(page.locator('.notices').first()).toContainText('wizard');
});

test('a damaged catalogue is refused, and the server answers on', async ({ page }) => {
  await page.route('**/snapshot/*', route => route.fulfill({ status: 200, body: 'no catalogue' }));
  await page.goto(`${site.url}/jobs`);
  await expect(page.locator('[data-state="failed"]')).toHaveAttribute('title', /no catalogue/);
  const all = await total(page);
  await facet(page, 'level', 'senior').click();
  await expect.poll(() => total(page)).toBeLessThan(all);
});

test('chips say what is filtered by, letter by letter and while dragging', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await page.keyboard.press('/');
  for (const letter of 'rust') await page.keyboard.type(letter);
  await expect(page.locator('.chips')).toContainText('“rust”');
  await page.locator('select[name=within]').selectOption('7');
  await expect(page.locator('.chips')).toContainText('Last 7 days');
  await page.locator('select[name=within]').selectOption('30');
  await expect(page.locator('.chips')).toContainText('Last 30 days');
  const box = page.getByRole('spinbutton', { name: 'at least' });
  await box.fill('99999.5');
  await box.press('Tab');
  await expect(page.locator('.chips')).toContainText('≥ €100k');
  await box.fill('-5');
  await box.press('Tab');
  await expect(box).toHaveValue('100000');
});

test('the wheel scrolls as far as it turns', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await page.mouse.move(700, 700);
  for (let turns = 1; turns <= 16; turns++) {
    await page.mouse.wheel(0, 300);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(300 * turns);
  }
  await expect.poll(() => page.locator('.row').evaluateAll(rows => rows.filter(row => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).length)).toBeGreaterThan(14);
});

test('a later page begins in the middle of the list', async ({ page }) => {
  await page.goto(`${site.url}/jobs?page=10`);
  await ready(page);
  const html = await (await fetch(`${site.url}/jobs?page=10`)).text();
  const first = html.match(/href="(\/jobs\/[0-9a-z]{10}\/[^"]+)"/)[1];
  await expect(page.locator(`.row[href="${first}"]`)).toBeInViewport();
});

test('a link names the role in the pane, and going back closes it', async ({ page, context }) => {
  await page.goto(`${site.url}/jobs?level=senior`);
  await ready(page);
  await page.locator('.row').nth(2).click();
  await expect(page.locator('.pane .posting h1')).toBeVisible();
  await expect(page).toHaveURL(/level=senior#[0-9a-z]{10}$/);
  const title = await page.locator('.pane .posting h1').innerText();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('.pane .posting h1')).toHaveText(title);
  await page.goBack();
  await expect(page.locator('.pane')).toBeHidden();
  await expect(page).toHaveURL(/level=senior$/);
});

test('a list that changes begins at its first row', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await page.mouse.move(700, 700);
  await page.mouse.wheel(0, 15_000);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(5_000);
  await expect(page.locator('.row').first()).not.toBeInViewport();
  await facet(page, 'level', 'senior').click();
  await expect(page).toHaveURL(/level=senior/);
  const top = await page.locator('.row').first().boundingBox();
  expect(top.y).toBeGreaterThan(0);
  expect(top.y).toBeLessThan(400);
});

test('the pay threshold can be dragged, typed and stepped', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const all = await total(page);
  const slider = page.getByRole('slider', { name: 'Least yearly pay' });
  const box = await slider.boundingBox();
  const requests = [];
  page.on('request', r => requests.push(r.url()));
  await page.mouse.move(box.x + 6, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2, { steps: 5 });
  await expect.poll(() => total(page), 'the list follows the drag').toBeLessThan(all);
  await expect(page, 'one entry, on release').not.toHaveURL(/salary/);
  await page.mouse.up();
  await expect(page).toHaveURL(/salary=\d+/);
  await slider.press('ArrowRight');
  await page.getByRole('spinbutton', { name: 'at least' }).fill('120000');
  await page.keyboard.press('Tab');
  await expect(page).toHaveURL(/salary=120000/);
  expect(requests).toEqual([]);
});

for (const [width, height] of [[390, 844], [820, 1180], [1440, 900]]) {
  for (const scheme of ['light', 'dark']) {
    test(`every page passes axe at ${width} px, ${scheme}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
      const page = await context.newPage();
      const found = complaints(page);
      const shot = name => page.screenshot({ path: `screenshots/sample-${name}-${width}-${scheme}.png` });
      for (const [name, path] of [['home', '/'], ['jobs', '/jobs?level=senior'], ['status', '/status'], ['about', '/about']]) {
        await page.goto(site.url + path);
        if (name === 'jobs') await ready(page);
        await shot(name);
        await audit(page, `${name} ${width} ${scheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, `${name}: no sideways scroll`).toBeLessThanOrEqual(0);
      }
      await page.goto(`${site.url}/jobs`);
      await page.goto(new URL(await page.locator('.row').first().getAttribute('href'), site.url).href);
      await shot('role');
      await audit(page, `role ${width} ${scheme}`);
      expect(found).toEqual([]);
      await context.close();
    });
  }
}

test('on a phone the filters are a sheet', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await page.locator('.filters-open').click();
  await expect(page.locator('.filters')).toBeVisible();
  await page.screenshot({ path: 'screenshots/sample-sheet-390.png' });
  await facet(page, 'level', 'senior').click();
  await page.locator('.filters-close').click();
  await expect(page).toHaveURL(/level=senior/);
  await expect(page.locator('.filters')).toBeHidden();
  await page.locator('.filters-open').click();
  await expect(page.locator('.filters input').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.filters')).toBeHidden();
  await expect(page.locator('.filters-open')).toBeFocused();
  // Going back leaves the sheet, with what was chosen in it; nothing behind it can be reached.
  await page.locator('.filters-open').click();
  await facet(page, 'workplace', 'remote').click();
  await facet(page, 'employment', 'full-time').click();
  await expect(page).toHaveURL(/employment=full-time/);
  await page.locator('.filters input').first().focus();
  await page.keyboard.press('Shift+Tab');
  expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest('.filters'))).toBe(true);
  await page.goBack();
  await expect(page.locator('.filters')).toBeHidden();
  await expect(page).toHaveURL(/employment=full-time.*level=senior.*workplace=remote|level=senior.*workplace=remote.*employment=full-time/);
  await expect(page.locator('.chips li')).toHaveCount(3);
  await expect(page.locator('.toolbar')).not.toHaveAttribute('inert', '');
  await page.goBack();
  await expect(page.locator('.chips li')).toHaveCount(2);
  await context.close();
});

test('pages carry their security headers, and unknown ones their status', async ({ request }) => {
  const response = await request.get(`${site.url}/jobs`);
  const policy = response.headers()['content-security-policy'];
  expect(policy).toContain("'wasm-unsafe-eval'");
  expect(policy).not.toContain('unsafe-inline');
  expect(response.headers()['x-content-type-options']).toBe('nosniff');
  expect((await request.get(`${site.url}/nowhere`)).status()).toBe(404);
  expect((await request.get(`${site.url}/jobs/0000000000`)).status()).toBe(404);
  expect((await request.get(`${site.url}/healthz`)).status()).toBe(200);
  expect((await request.get(`${site.url}/readyz`)).status()).toBe(200);
  const html = await response.text();
  expect(html).not.toContain(' style=');
  const snapshot = html.match(/data-snapshot="([^"]+)"/)[1];
  const bytes = await request.get(site.url + snapshot);
  expect(bytes.headers()['cache-control']).toContain('immutable');
  const again = await request.get(site.url + snapshot, { headers: { 'if-none-match': bytes.headers().etag } });
  expect(again.status()).toBe(304);
});

test('the plan of an answer shows on a key, and goes again', async ({ page }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await page.keyboard.press('e');
  const plan = page.getByRole('complementary', { name: 'Plan of the answer' });
  await expect(plan).toContainText('19000 roles');
  await facet(page, 'level', 'senior').click();
  await expect(plan).toContainText(/filter level: \d+ roles/);
  const matches = Number((await plan.innerText()).match(/matches: (\d+)/)[1]);
  expect(matches).toBe(await total(page));
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('e');
  await expect(plan).toHaveCount(0);
  expect(found).toEqual([]);
});

test('links to this page show what their address says', async ({ page }) => {
  const found = complaints(page);
  await page.goto(`${site.url}/jobs?level=senior`);
  await ready(page);
  await facet(page, 'workplace', 'remote').click();
  await expect(page).toHaveURL(/workplace=remote/);
  const before = await total(page);
  await page.getByRole('banner').getByRole('link', { name: 'Jobs' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect.poll(() => total(page)).toBe(19_000);
  await expect(facet(page, 'level', 'senior')).not.toBeChecked();
  await page.goBack();
  await expect.poll(() => total(page)).toBe(before);
  // A skill in the pane.
  await page.locator('.row').first().click();
  const skill = page.locator('.pane a[href^="/jobs?skills="]').first();
  const name = (await skill.innerText()).trim();
  await skill.click();
  await expect(page.locator('.chips')).toContainText(name);
  await expect(facet(page, 'level', 'senior')).not.toBeChecked();
  expect(found).toEqual([]);
});

test('a facet at length is one list with a search, which says when it finds nothing', async ({ page }) => {
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  const skills = page.locator('[data-facet=skills]');
  await skills.getByText(/\d+ more/).click();
  await skills.getByRole('searchbox', { name: 'Find in Skills' }).fill('kub');
  await expect(skills.locator('input[value=kubernetes]:visible')).toHaveCount(1);
  await skills.getByRole('searchbox', { name: 'Find in Skills' }).fill('zzz');
  await expect(skills.getByText('Nothing is called that.')).toBeVisible();
});

test('what is entered before the wasm starts is kept', async ({ page }) => {
  const found = complaints(page);
  let go;
  const held = new Promise(done => { go = done; });
  await page.route('**/*.wasm', async route => { await held; await route.continue(); });
  await page.goto(`${site.url}/jobs?workplace=remote`);
  await facet(page, 'level', 'senior').check();
  await page.getByRole('searchbox', { name: 'Search roles' }).fill('rust');
  go();
  await ready(page);
  await expect(facet(page, 'level', 'senior')).toBeChecked();
  await expect(facet(page, 'workplace', 'remote')).toBeChecked();
  await expect(page.getByRole('searchbox', { name: 'Search roles' })).toHaveValue('rust');
  await expect(page.locator('.chips li')).toHaveCount(3);
  await expect(page).toHaveURL(/q=rust.*level=senior|level=senior.*q=rust/);
  expect(found).toEqual([]);
});
