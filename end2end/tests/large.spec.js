// A catalogue of more roles than a browser is given: the server goes on answering, and nothing else changes.
import { expect, test } from '@playwright/test';
import { complaints, total } from '../support/page.js';
import { folder, serve } from '../support/server.js';

let site;
test.beforeAll(async () => { site = await serve(folder(), '--browser-roles', '1000'); });
test.afterAll(async () => { await site.stop(); });

const facet = (page, name, value) => page.locator(`[data-facet=${name}] input[value='${value}']`);

test('the server answers clicks, words and paging where the catalogue stays with it', async ({ page }) => {
  const found = complaints(page);
  const fetched = [];
  page.on('request', r => { if (r.url().includes('/snapshot/')) fetched.push(r.url()); });
  await page.goto(`${site.url}/jobs`);
  const all = await total(page);
  await facet(page, 'level', 'senior').click();
  await expect(page).toHaveURL(/level=senior/);
  await expect.poll(() => total(page)).toBeLessThan(all);
  const senior = await total(page);
  await page.getByRole('searchbox', { name: 'Search roles' }).fill('rust');
  await expect(page).toHaveURL(/q=rust/);
  await expect.poll(() => total(page)).toBeLessThan(senior);
  await page.locator('.row').first().click();
  await expect(page.locator('.pane h2, .pane h1').first()).toBeVisible();
  await page.goBack();
  await expect(facet(page, 'level', 'senior')).toBeChecked();
  await page.goBack();
  await expect(facet(page, 'level', 'senior')).not.toBeChecked();
  await expect.poll(() => total(page)).toBe(all);
  expect(fetched, 'the catalogue is not fetched').toEqual([]);
  expect(found).toEqual([]);
});
