// What tests do with a page.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';

/** Collects what a page complains about. */
export function complaints(page) {
  const found = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) found.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', error => found.push(String(error)));
  return found;
}

/** Waits until the catalogue answers in the browser. */
export async function ready(page) {
  await expect(page.locator('.engine[data-state="ready"]')).toBeAttached({ timeout: 30_000 });
}

export async function total(page) {
  const text = await page.locator('.total strong').first().innerText();
  return Number(text.replace(/[^\d]/g, ''));
}

export async function audit(page, name) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const lines = violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(' | ')}`);
  expect(lines, name).toEqual([]);
}
