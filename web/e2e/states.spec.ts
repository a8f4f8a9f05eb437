/** Pages that hold much, nothing, or what could not be had: each passes axe too, and says what to do. */

import type { Page } from '@playwright/test';

import { commit, crowd, repository, tidy } from './repositories';
import { analyse, expect, expectAccessible, expectWithinEdges, settled, test } from './story';

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const;

type Look = (typeof LOOKS)[number];

async function expectGood(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  await expectAccessible(page);
  await expectWithinEdges(page);
}

/** All such pages are made of the same parts, so each is looked at in one theme and at one width. */
const lookOf = (index: number): Look => LOOKS[index % 2 === 0 ? 0 : 1];

test('lists that scroll pass axe, and the keyboard scrolls them', async ({ page }) => {
  test.setTimeout(180_000);
  const path = repository('crowded', { 'greet.py': 'GREETING = "Hello"\n' });
  await analyse(page, path);
  commit(path, crowd(), 'Read much');
  await analyse(page, path);
  const report = new URL(page.url()).pathname;
  for (const part of ['/findings', '/functions', '/hotspots', '/duplication', '/changes', '/architecture']) {
    await page.goto(report + part);
    await settled(page);
    for (const look of LOOKS) await expectGood(page, look);
  }
  const packages = page.getByRole('group', { name: 'Packages from outside' });
  await packages.press('End');
  await expect.poll(() => packages.evaluate((list) => list.scrollTop)).toBeGreaterThan(0);
});

test('pages with nothing to show pass axe', async ({ page }) => {
  test.setTimeout(180_000);
  await analyse(page, tidy('nothing'));
  const report = new URL(page.url()).pathname;
  const id = report.split('/')[2] ?? '';
  const none = '00000000-0000-7000-8000-000000000000';
  const empty: [path: string, says: string | RegExp][] = [
    [report, 'Nothing stands out'],
    [`${report}/findings`, 'No open findings'],
    [`${report}/findings?path=nowhere`, 'Clear the filters'],
    [`${report}/functions`, 'No functions here'],
    [`${report}/hotspots`, 'No hotspots'],
    [`${report}/duplication`, 'No repeated code'],
    [`${report}/changes`, 'Nothing to compare with'],
    [`${report}/file?path=nowhere.py`, 'This analysis has no such file'],
    [`/tasks?repository=${id}&view=list`, 'No open task'],
    [`/tasks?repository=${id}`, 'Nothing left to begin'],
    [`/search?q=nowhere&path=nowhere`, 'Nothing fits'],
    [`/repositories/${none}`, 'This is not here'],
    [`/analyses/${none}`, 'This is not here'],
    [`/tasks/${none}`, 'This is not here'],
  ];
  for (const [index, [path, says]] of empty.entries()) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('main').getByText(says).first()).toBeVisible();
      await expectGood(page, lookOf(index));
    });
  }
});

test('pages whose content could not be had pass axe, and are had at the next try', async ({ page }) => {
  test.setTimeout(240_000);
  await analyse(page, tidy('unanswered'));
  const report = new URL(page.url()).pathname;
  const parts = ['', '/findings', '/functions', '/hotspots', '/duplication', '/architecture', '/changes'];
  const paths = [...parts.map((part) => report + part), '/', '/tasks', '/search?q=orders', '/operations'];
  const cut = /\/api\/(analyses|tasks|search|jobs|repositories)\b/;
  const main = page.getByRole('main');
  for (const [index, path] of paths.entries()) {
    await test.step(path, async () => {
      await page.route(cut, (route) => route.abort('connectionrefused'));
      await page.goto(path);
      await expect(main.getByRole('alert').first()).toBeVisible();
      await expectGood(page, lookOf(index));
      await page.unroute(cut);
      await expect(async () => {
        // Some parts ask again by themselves meanwhile.
        const again = main.getByRole('alert').getByRole('button', { name: 'Try again' }).first();
        if (await again.isVisible()) await again.click({ timeout: 2_000 });
        await expect(main.getByRole('alert')).toHaveCount(0, { timeout: 2_000 });
      }).toPass();
    });
  }
});
