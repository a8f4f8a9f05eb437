/** What opens over a page, and pages of a moment: each passes axe too. */

import type { Page } from '@playwright/test';

import { large, shop } from './repositories';
import { analyse, expect, expectAccessible, expectWithinEdges, submit, test } from './story';

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
] as const;

/** Looks at what is open in both themes, on a wide and a narrow screen. */
async function expectGood(page: Page, look: (typeof LOOKS)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: look.colorScheme });
  await expectAccessible(page);
  await expectWithinEdges(page);
}

test('every dialog and menu passes axe', async ({ page }) => {
  test.setTimeout(180_000);
  await analyse(page, shop('dialogs'));
  const report = new URL(page.url()).pathname;
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: 800 });
    await page.goto(report);
    // The keys are the page's once it stands there.
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    await expectGood(page, look);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'More actions' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectGood(page, look);
    await page.getByRole('menuitem', { name: 'Delete repository' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete repository' })).toBeVisible();
    await expectGood(page, look);
    await page.keyboard.press('Escape');

    await page.goto(`${report}/findings`);
    await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
    await page.getByRole('button', { name: 'Suppress' }).click();
    await expect(page.getByRole('dialog', { name: 'Suppress' })).toBeVisible();
    await expectGood(page, look);
    await page.keyboard.press('Escape');

    await page.goto(`${report}/findings`);
    await page.getByRole('button', { name: 'Severity' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectGood(page, look);

    await page.goto('/tasks');
    await page.getByRole('button', { name: /^Repository:/ }).click();
    await page.getByLabel('Part of a repository’s name').fill('dialog');
    await expect(page.getByRole('dialog').getByRole('option', { name: 'dialogs' })).toBeVisible();
    await expectGood(page, look);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Repository: dialogs' })).toBeFocused();
    await expect(page).toHaveURL(/repository=/);

    await page.getByRole('button', { name: 'Change status' }).first().click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectGood(page, look);
    await page.getByRole('menuitemradio', { name: 'Assigned' }).click();
    await expect(page.getByText('is now assigned').first()).toBeVisible();
    await expectGood(page, look);
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible();
    await expectGood(page, look);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectGood(page, look);
  }
});

test('an analysis passes axe while it runs, when it is stopped, and when it has failed', async ({ page }) => {
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: 800 });
    await submit(page, large(`looked-at-${look.width}`));
    await expect(page.getByRole('progressbar', { name: 'Parse' })).toBeVisible({ timeout: 60_000 });
    // While nobody says that it ended the page stays, however soon it does.
    await page.route('**/api/analyses/*', (route) => route.abort());
    await expectGood(page, look);
    await page.unroute('**/api/analyses/*');
    // Large enough not to be over before somebody stops it.
    await submit(page, large(`stopped-${look.width}`, 6_000));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Somebody stopped this analysis.')).toBeVisible();
    await expectGood(page, look);
    await submit(page, shop(`failed-${look.width}`), 'no-such-branch');
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    await expectGood(page, look);
  }
});

test('the way in passes axe, and so does what a used link leads to', async ({ service, browser }) => {
  for (const look of LOOKS) {
    const link = service.link();
    const context = await browser.newContext({ viewport: { width: look.width, height: 800 } });
    const page = await context.newPage();
    // The sign-in is held, so that the page can be looked at meanwhile.
    let go = (): void => undefined;
    const isTime = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/api/sessions', async (route) => {
      await isTime;
      await route.fallback();
    });
    await page.goto(link);
    await expect(page.getByText('Signing you in…')).toBeVisible();
    await expectGood(page, look);
    go();
    await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
    await context.clearCookies();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByRole('alert')).toBeVisible();
    await expectGood(page, look);
    await context.close();
  }
});

test('who signs out is out, in every page, until the next link', async ({ page, service }) => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const out = page.getByRole('heading', { name: 'You are not signed in' });
  await expect(out).toBeVisible();
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: 800 });
    await expectGood(page, look);
  }
  await page.goto('/tasks');
  await expect(out).toBeVisible();
  await page.goto(service.link());
  await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
});

test('while nobody is signed in the page below asks for nothing', async ({ page, context, service }) => {
  await page.clock.install();
  await page.goto('/operations');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await context.clearCookies();
  await page.clock.runFor(30_000);
  const out = page.getByRole('dialog', { name: 'You are not signed in' });
  await expect(out).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.clock.runFor(300_000);
  expect(asked).toEqual([]);
  const other = await context.newPage();
  await other.goto(service.link());
  await expect(other.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  await out.getByRole('button', { name: 'I have signed in' }).click();
  await expect(out).toBeHidden();
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await expect.poll(() => asked).toContain('/api/jobs/summary');
});

test('who is signed in for another team sees nothing of the one before', async ({ page }) => {
  await analyse(page, shop('former'));
  await page.evaluate(() => Object.assign(window, { isFormer: true }));
  // Nothing makes a second team yet; all but its name is the service's answer.
  await page.route('**/api/me', async (route) => {
    const response = await route.fetch();
    const me = (await response.json()) as { team: object };
    await route.fulfill({ response, json: { ...me, team: { ...me.team, id: 'another' } } });
  });
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.waitForFunction(() => !('isFormer' in window));
});

test('a session that ends under somebody’s work takes nothing of it', async ({ page, context, service }) => {
  await analyse(page, shop('kept-words'));
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
  await page.getByRole('button', { name: 'Suppress' }).click();
  const reason = page.getByLabel('Why it is not to be counted');
  await reason.fill('The input is ours alone');
  await page.clock.install();
  await context.clearCookies();
  await page.getByRole('dialog').getByRole('button', { name: 'Suppress' }).click();
  const out = page.getByRole('dialog', { name: 'You are not signed in' });
  await expect(out).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(out).toBeVisible();
  // Nor after a night.
  await page.clock.fastForward('12:00:00');
  const other = await context.newPage();
  await other.goto(service.link());
  await expect(other.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  await out.getByRole('button', { name: 'I have signed in' }).click();
  await expect(out).toBeHidden();
  await expect(reason).toHaveValue('The input is ours alone');
  await page.getByRole('dialog').getByRole('button', { name: 'Suppress' }).click();
  await expect(page.getByRole('button', { name: 'Let it count again' })).toBeVisible();
});

test('a dialog that is opened again says nothing of what went wrong the last time', async ({ page }) => {
  await analyse(page, shop('asked-again'));
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
  const dialog = page.getByRole('dialog');
  const ask = () => page.getByRole('article').getByRole('button', { name: 'Suppress' }).click();
  await page.route('**/suppression', (route) => route.abort());
  await ask();
  await page.getByLabel('Why it is not to be counted').fill('The input is ours alone');
  await dialog.getByRole('button', { name: 'Suppress' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await ask();
  await expect(page.getByLabel('Why it is not to be counted')).toHaveValue('The input is ours alone');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await page.unroute('**/suppression');
  await dialog.getByRole('button', { name: 'Suppress' }).click();
  await expect(page.getByRole('button', { name: 'Let it count again' })).toBeVisible();
});
