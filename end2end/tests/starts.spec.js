// The two ways a page starts in the browser, what it reads as, and what becomes of it when the site is updated.
import { expect, test } from '@playwright/test';
import { complaints, ready } from '../support/page.js';
import { serve } from '../support/server.js';

let site, role;
test.beforeAll(async () => {
  site = await serve();
  const html = await (await fetch(`${site.url}/jobs`)).text();
  role = html.match(/href="(\/jobs\/[0-9a-z]{10}\/[^"]+)"/)[1];
});
test.afterAll(() => site.stop());

const ROUTES = [
  ['/', 'filtered as fast as you can click'],
  ['/jobs?level=senior', 'Senior'],
  ['role', 'nothing says it'],
  ['/status', 'This is sample data'],
  ['/about', 'How facts are derived'],
];

for (const [path, words] of ROUTES) {
  test(`an empty shell is filled: ${path}`, async ({ page }) => {
    const found = complaints(page);
    const url = site.url + (path === 'role' ? role : path);
    await page.route(url, async route => {
      const response = await route.fetch();
      const html = await response.text();
      const shell = html.replace(' data-ssr="true"', '').replace(/<body>[\s\S]*<\/body>/, '<body></body>');
      expect(shell).not.toContain('class="site"');
      await route.fulfill({ response, body: shell });
    });
    await page.goto(url);
    await expect(page.locator('main')).toContainText(words);
    await expect(page.locator('header.site')).toBeVisible();
    expect(found).toEqual([]);
  });

  test(`a page entered by navigation is the page entered fresh: ${path}`, async ({ page }) => {
    const found = complaints(page);
    const url = site.url + (path === 'role' ? role : path);
    await page.goto(`${site.url}/about`);
    await expect(page.locator('html')).toHaveAttribute('data-engine', 'live');
    await page.evaluate(href => {
      const link = document.createElement('a');
      link.href = href;
      document.querySelector('header.site nav').append(link);
      link.click();
    }, url);
    await expect(page.locator('main')).toContainText(words);
    expect(found).toEqual([]);
  });
}

test('a page of another build is offered a reload', async ({ page }) => {
  await page.route(`${site.url}/jobs`, async route => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/data-build="[^"]*"/, 'data-build="older"');
    await route.fulfill({ response, body: html });
  });
  await page.goto(`${site.url}/jobs`);
  await ready(page);
  await expect(page.getByRole('button', { name: 'Reload' })).toBeHidden();
  await page.locator('.row').first().click();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
});

test('pages read as they look', async ({ page }) => {
  await page.goto(`${site.url}/jobs?level=senior&workplace=remote`);
  await ready(page);
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - link "Code Deck"
      - navigation "Site":
        - link "Jobs"
        - link "Status"
        - link "About"
    - complementary "Sample data"
    - main:
      - heading "Software roles" [level=1]
      - search:
        - searchbox "Search roles"
      - list "Active filters":
        - listitem:
          - 'link "Remove filter: Senior"'
        - listitem:
          - 'link "Remove filter: Remote"'
      - status:
        - strong: /[\\d,]+/
        - text: of 19,000 roles
      - complementary "Filters":
        - group "Level":
          - list:
            - listitem:
              - checkbox /Senior [\\d,]+/ [checked]
        - group "Pay a year":
          - img /Roles by pay/
          - slider "Least yearly pay"
          - spinbutton "at least"
          - combobox "Currency"
        - group "Category"
        - group "Workplace":
          - list:
            - listitem:
              - checkbox /Remote [\\d,]+/ [checked]
      - list:
        - listitem:
          - link
    - contentinfo
  `);
  await page.goto(`${site.url}${role}`);
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - main:
      - navigation:
        - link "All roles"
      - article:
        - heading [level=1]
        - term: Category
        - definition
        - heading "The posting" [level=2]
        - heading [level=3]
        - heading "Similar roles" [level=2]
  `);
  await page.goto(`${site.url}/`);
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - main:
      - heading [level=1]
      - search:
        - searchbox "Search roles"
        - button "Search"
      - term: open roles
      - definition: 19,000
      - heading "Categories" [level=2]
      - heading "Levels" [level=2]
      - heading "Cities" [level=2]
      - heading "Skills" [level=2]
      - heading "Latest" [level=2]
  `);
  await page.goto(`${site.url}/status`);
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Status" [level=1]
      - term: open roles
      - definition: 19,000
  `);
  await page.goto(`${site.url}/about`);
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - main:
      - heading "About" [level=1]
      - heading "What a role is" [level=2]
      - heading "How facts are derived" [level=2]
      - heading "Sample data" [level=2]
      - heading "Data and licences" [level=2]
  `);
});
