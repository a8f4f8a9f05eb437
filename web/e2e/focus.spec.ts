/** What vanishes under the keyboard leaves the focus beside it; what opens gives it back. */

import type { Locator, Page } from '@playwright/test';

import { repository, shop } from './repositories';
import { analyse, expect, submit, test } from './story';

/** Presses the button that has the focus. */
async function press(page: Page, name: string | RegExp, within: Page | Locator = page): Promise<void> {
  await within.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

test('a filter that is taken away leaves the focus at the next one', async ({ page }) => {
  await analyse(page, shop('focus-chips'));
  const rules = encodeURIComponent(JSON.stringify(['security/sql-injection', 'security/command-injection']));
  await page.goto(`${new URL(page.url()).pathname}/findings?rule=${rules}&folder=shop`);
  const chips = page.getByRole('button', { name: /^Take away the filter/ });
  await expect(chips).toHaveCount(3);
  await chips.first().focus();
  for (const left of [2, 1]) {
    await page.keyboard.press('Enter');
    await expect(chips).toHaveCount(left);
    await expect(chips.first()).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(chips).toHaveCount(0);
  await expect(page.getByLabel('State')).toBeFocused();
});

test('filters that are all taken away leave it at the list', async ({ page }) => {
  await analyse(page, shop('focus-clear'));
  await page.goto(`${new URL(page.url()).pathname}/findings?path=nowhere`);
  await press(page, 'Clear the filters');
  await expect(page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first()).toBeVisible();
  await expectFocus(page);
});

test('a finding that is suppressed, and counts again, keeps it near', async ({ page }) => {
  await analyse(page, shop('focus-suppressed'));
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await page.getByRole('listbox', { name: 'Findings' }).focus();
  await page.keyboard.press('ArrowDown');
  await press(page, 'Suppress');
  await expect(page.getByLabel('Why it is not to be counted')).toBeFocused();
  await page.keyboard.type('The input is ours alone');
  await press(page, 'Suppress', page.getByRole('dialog'));
  await expect(page.getByRole('button', { name: 'Let it count again' })).toBeVisible();
  await expectFocus(page);
  await press(page, 'Let it count again');
  await expect(page.getByRole('button', { name: 'Suppress' })).toBeVisible();
  await expectFocus(page);
  await press(page, 'Make a task');
  await expect(page.getByRole('link', { name: 'Open its task' })).toBeVisible();
  await expectFocus(page);
});

test('on a narrow screen the keyboard goes through a list, opens one, and comes back', async ({ page }) => {
  await analyse(page, shop('focus-narrow'));
  await page.setViewportSize({ width: 360, height: 800 });
  for (const name of ['Findings', 'Duplication']) {
    await page.getByRole('link', { name, exact: true }).click();
    const list = page.getByRole('listbox', { name });
    const options = list.getByRole('option');
    await expect(options.first()).toBeVisible();
    const last = Math.min(2, await options.count()) - 1;
    await list.focus();
    for (let step = 0; step <= last; step += 1) await page.keyboard.press('ArrowDown');
    await expect(list).toBeFocused();
    await expect(options.nth(last)).toHaveAttribute('aria-selected', 'true');
    for (const back of [
      () => page.goBack(),
      () => page.getByRole('button', { name: 'Back to the list' }).click(),
    ]) {
      await page.keyboard.press('Enter');
      await expect(list).toBeHidden();
      await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeFocused();
      await back();
      await expect(list).toBeFocused();
      await expect(options.nth(last)).toHaveAttribute('aria-selected', 'true');
    }
  }
});

test('dialogs give it back', async ({ page }) => {
  await analyse(page, shop('focus-dialogs'));
  const tab = page.getByRole('link', { name: 'Hotspots' }).first();
  await tab.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tab).toBeFocused();

  await press(page, 'More actions');
  await page.getByRole('menuitem', { name: 'Delete repository' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Delete repository' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused();

  await press(page, 'More actions');
  await page.getByRole('menuitem', { name: 'Delete repository' }).focus();
  await page.keyboard.press('Enter');
  await press(page, 'Delete repository', page.getByRole('dialog'));
  await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expectFocus(page);
});

test('messages that are dismissed or cleared keep it near', async ({ page }) => {
  await analyse(page, shop('focus-messages'));
  await page.goto(`/tasks?view=list&repository=${new URL(page.url()).pathname.split('/')[2] ?? ''}`);
  for (const to of ['Assigned', 'In review']) {
    await press(page, /^(To do|Assigned)$/);
    await page.getByRole('menuitemradio', { name: to }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(`is now ${to.toLowerCase()}`).first()).toBeVisible();
    await expectFocus(page);
  }
  const messages = page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem');
  await press(page, 'Dismiss');
  await expect(messages).toHaveCount(1);
  await expectFocus(page);

  await press(page, /^Notifications/);
  await press(page, 'Clear');
  await expect(page.getByText('is kept here until you leave')).toBeVisible();
  await expectFocus(page);
});

test('a task that leaves its list by its menu leaves it at the next', async ({ page }) => {
  await analyse(page, shop('focus-tasks'));
  await page.goto(`/tasks?view=list&repository=${new URL(page.url()).pathname.split('/')[2] ?? ''}`);
  const rows = page.getByRole('main').getByRole('listitem');
  const title = await rows.first().getByRole('link').innerText();
  const count = await rows.count();
  await rows.first().getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Done' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(count - 1);
  await expect(rows.filter({ hasText: title })).toHaveCount(0);
  await expect(rows.first().locator(':focus')).toHaveCount(1);
});

test('a job that is tried again, and one that is removed, keep it near', async ({ page }) => {
  for (const name of ['focus-job-1', 'focus-job-2']) {
    await submit(page, repository(name, { 'a.py': 'a = 1\n' }), 'no-such-branch');
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible({ timeout: 30_000 });
  }
  await page.goto('/operations');
  const rows = page
    .getByRole('region', { name: 'Jobs' })
    .getByRole('listitem')
    .filter({ hasText: 'focus-job' });
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole('button', { name: 'Try this job again' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows.first().locator(':focus')).toHaveCount(1);
  await rows.first().getByRole('button', { name: 'Take this job out of the list' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  await expectFocus(page);
});

/** The focus is somewhere, and not at the top of the page. */
async function expectFocus(page: Page): Promise<void> {
  await expect(page.locator(':focus:not(body)')).toBeVisible();
}
