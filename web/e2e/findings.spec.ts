/** A long list of findings: where the reader is in it, and stays. */

import type { Page } from '@playwright/test';

import { changeShop, crowd, repository, shop } from './repositories';
import { analyse, expect, secondWindow, test } from './story';

const listOf = (page: Page) => page.getByRole('listbox', { name: 'Findings' });

test('the keyboard goes far down a list, and what is chosen stays in view', async ({ page }) => {
  await analyse(page, repository('far-down', crowd()));
  await page.goto(`${new URL(page.url()).pathname}/findings`);
  const list = listOf(page);
  const chosen = list.getByRole('option', { selected: true });
  await list.focus();
  for (const [key, place] of [
    ...Array.from({ length: 20 }, (_, step) => ['ArrowDown', step + 1] as const),
    ['PageDown', 30],
    ['PageUp', 20],
    ['End', 100],
    ['Home', 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chosen).toHaveAttribute('aria-posinset', String(place));
    await expect(chosen).toBeInViewport({ ratio: 0.9 });
  }
});

/** Suppresses the finding that is chosen. */
async function suppress(page: Page): Promise<void> {
  await page.getByRole('article').getByRole('button', { name: 'Suppress' }).click();
  await page.getByLabel('Why it is not to be counted').fill('Checked');
  await page.getByRole('dialog').getByRole('button', { name: 'Suppress' }).click();
  await expect(page.getByRole('button', { name: 'Let it count again' })).toBeVisible();
}

test('a finding that is suppressed leaves a long list, of which nothing is asked for anew', async ({
  page,
  browser,
  service,
}) => {
  await analyse(page, repository('long-list', crowd()));
  const findings = `${new URL(page.url()).pathname}/findings`;
  await page.goto(findings);
  const list = listOf(page);
  const chosen = list.getByRole('option', { selected: true });
  const isAt = (place: number) => expect(chosen).toHaveAttribute('aria-posinset', String(place));
  await list.focus();
  // As far as was loaded, twice: then there is more than one page of it.
  await page.keyboard.press('End');
  await isAt(100);
  await expect(list.getByRole('option').last()).not.toHaveAttribute('aria-posinset', '100');
  await page.keyboard.press('End');
  const place = Number(await chosen.getAttribute('aria-posinset'));
  expect(place).toBeGreaterThan(100);
  const text = await chosen.innerText();

  const asked: string[] = [];
  page.on('request', (request) => {
    if (/analyses\/[^/]+\/findings\?/.test(request.url())) asked.push(request.url());
  });
  const other = await secondWindow(browser, service);
  await other.goto(findings);
  await listOf(other).getByRole('option').first().click();
  await suppress(other);
  await isAt(place - 1);
  await expect(chosen).toHaveText(text, { useInnerText: true });
  await expect(chosen).toBeInViewport();
  await expect(list).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await isAt(place - 2);
  await suppress(page);
  await expect(chosen).toHaveCount(0);
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await isAt(place - 2);
  await expect(chosen).toHaveText(text, { useInnerText: true });
  await expect(chosen).toBeInViewport();

  await other.getByRole('button', { name: 'Let it count again' }).click();
  await isAt(place - 1);
  await expect(chosen).toHaveText(text, { useInnerText: true });
  expect(asked).toEqual([]);
});

test('a finding of a report that is no longer the latest is suppressed, and says so there', async ({
  page,
}) => {
  const source = shop('suppressed-earlier');
  await analyse(page, source);
  changeShop(source);
  await analyse(page, source);
  await page.getByRole('link', { name: 'History', exact: true }).click();
  await page.getByRole('link', { name: 'Open', exact: true }).last().click();
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await expect(page.getByText('A newer analysis is there.')).toBeVisible();
  const gone = listOf(page).getByRole('option').filter({ hasText: 'Fixed' });
  await expect(gone).not.toHaveCount(0);
  const standing = listOf(page).getByRole('option').filter({ hasNotText: 'Fixed' }).first();
  await standing.click();
  await suppress(page);
  await expect(listOf(page).getByRole('option', { selected: true })).toContainText('Suppressed');
  await page.reload();
  await page.getByRole('button', { name: 'Let it count again' }).click();
  await expect(page.getByRole('article').getByRole('button', { name: 'Suppress' })).toBeVisible();
});

test('a link to a finding that is not there says so, on a narrow screen too', async ({ page }) => {
  await analyse(page, shop('no-such-finding'));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${new URL(page.url()).pathname}/findings?finding=01a20283-1628-761e-be33-0e6baa8afac4`);
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(listOf(page)).toBeVisible();
});
