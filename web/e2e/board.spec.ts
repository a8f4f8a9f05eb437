import type { Page } from '@playwright/test';

import { shop } from './repositories';
import { analyse, expect, secondWindow, tabTo, test } from './story';

test.beforeEach(async ({ page }) => {
  await analyse(page, shop(`board-${Date.now()}`));
  await page.goto(board(page));
});

/** The tasks of the repository whose report is shown. */
const board = (page: Page): string => `/tasks?repository=${new URL(page.url()).pathname.split('/')[2] ?? ''}`;

const column = (page: Page, name: string) => page.getByRole('region', { name });

test('a card moves by keyboard alone, and back', async ({ page }) => {
  const card = column(page, 'To do').getByRole('link').first();
  const title = await card.innerText();
  await tabTo(page, card);
  await page.keyboard.press(' ');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  const moved = column(page, 'In progress').getByRole('link', { name: title });
  await expect(moved).toBeFocused();
  // Those that are left close up.
  const gaps = () =>
    column(page, 'To do')
      .getByRole('listitem')
      .evaluateAll((cards) => {
        const all = cards.map((card) => card.getBoundingClientRect()).sort((a, b) => a.top - b.top);
        return all.slice(1).map(({ top }, index) => Math.round(top - (all[index]?.bottom ?? 0)));
      });
  await expect.poll(async () => Math.max(...(await gaps()))).toBe(0);

  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(column(page, 'To do').getByRole('link', { name: title })).toBeFocused();
  await expect(moved).toBeHidden();
});

test('an undo whose message is gone is found among the notifications, once', async ({ page }) => {
  const card = column(page, 'To do').getByRole('listitem').first();
  const title = await card.getByRole('link').innerText();
  await card.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Blocked' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);

  await page.getByRole('button', { name: /^Notifications/ }).click();
  const kept = page.getByRole('dialog', { name: 'Notifications' });
  await kept.getByRole('listitem').filter({ hasText: 'is now blocked' }).getByRole('button').click();
  await expect(kept).toBeHidden();
  await expect(column(page, 'To do').getByRole('link', { name: title })).toBeVisible();
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(kept.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('a card that is lifted can be put back', async ({ page }) => {
  const card = column(page, 'To do').getByRole('link').first();
  const title = await card.innerText();
  await card.focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Put back.')).toBeAttached();
  await expect(column(page, 'To do').getByRole('link', { name: title }).first()).toBeFocused();
});

test('a card moves by dragging', async ({ page }) => {
  const card = column(page, 'To do').getByRole('listitem').first();
  const title = await card.getByRole('link').innerText();
  await card.locator('[draggable=true]').first().dragTo(column(page, 'In review'));
  await expect(column(page, 'In review').getByRole('link', { name: title })).toBeVisible();
});

test('a card that leaves its column while it is dragged is let go', async ({ page }) => {
  const list = column(page, 'To do').getByRole('listitem');
  const card = list.first().locator('[data-task]');
  const next = await list.nth(1).getByRole('link').innerText();
  const third = await list.nth(2).getByRole('link').innerText();
  await card.hover();
  await page.mouse.down();
  await column(page, 'In review').hover();
  await page.evaluate(
    async (task) => {
      const body = JSON.stringify({ status: 'done' });
      const headers = { 'content-type': 'application/json' };
      await fetch(`/api/tasks/${task}/status`, { method: 'PATCH', headers, body });
    },
    (await card.getAttribute('data-task')) ?? '',
  );
  await expect(list.first().getByRole('link')).toHaveText(next);
  await page.mouse.up();
  await page.mouse.move(5, 5);
  // It was dropped all the same, which is refused.
  await expect(page.getByText('was changed by somebody else').first()).toBeVisible();
  await expect(list.first().getByRole('link')).toHaveText(next);
  // Arrows would choose a column for what is lifted still.
  await list.first().getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('link', { name: third }).first()).toBeFocused();
});

test('a card that is moved twice in haste arrives, and one undo takes both moves back', async ({ page }) => {
  // The answer to the first move is held until the second was made.
  let answer = (): void => undefined;
  const isTime = new Promise<void>((resolve) => (answer = resolve));
  await page.route(
    '**/api/tasks/*/status',
    async (route) => {
      await isTime;
      await route.fallback();
    },
    { times: 1 },
  );
  const card = column(page, 'To do').getByRole('link').first();
  const title = await card.innerText();
  await card.focus();
  for (const to of ['Assigned', 'In progress']) {
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await expect(column(page, to).getByRole('link', { name: title })).toBeFocused();
  }
  answer();
  await expect(page.getByText('is now in progress').first()).toBeVisible();
  await expect(page.getByText('changed by somebody else')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(column(page, 'To do').getByRole('link', { name: title })).toBeVisible();
});

test('a card that is lifted and left goes back', async ({ page }) => {
  await column(page, 'To do').getByRole('link').first().focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Put back.')).toBeAttached();
});

test('two windows show the same board', async ({ page, browser, service }) => {
  const other = await secondWindow(browser, service);
  await other.goto(new URL(page.url()).pathname + new URL(page.url()).search);
  const card = column(page, 'To do').getByRole('listitem').first();
  const title = await card.getByRole('link').innerText();
  const id = await card.locator('[data-task]').getAttribute('data-task');
  await expect(column(other, 'To do').getByRole('link', { name: title })).toBeVisible();
  await expect(other.getByText('Live', { exact: true }).first()).toBeVisible();
  const asked: string[] = [];
  other.on('request', (request) => asked.push(new URL(request.url()).pathname));

  await card.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await expect(column(other, 'Done').getByRole('link', { name: title })).toBeVisible();
  await expect(column(other, 'Done').getByText('1', { exact: true })).toBeVisible();
  // The one task, and how many there are now; none of the columns.
  expect(asked.toSorted()).toEqual([`/api/tasks/${id}`, '/api/tasks/summary']);
  await other.context().close();
});

test('nobody changes what somebody else has changed meanwhile', async ({ page }) => {
  const card = column(page, 'To do').getByRole('listitem').first();
  const title = await card.getByRole('link').innerText();
  const id = await card.locator('[data-task]').getAttribute('data-task');
  // The change comes in between: after the page has read the board, before it writes.
  await page.route(
    '**/api/tasks/*/status',
    async (route) => {
      await page.evaluate(async (task) => {
        const body = JSON.stringify({ status: 'blocked' });
        const headers = { 'content-type': 'application/json' };
        await fetch(`/api/tasks/${task}/status`, { method: 'PATCH', headers, body });
      }, id ?? '');
      await route.fallback();
    },
    { times: 1 },
  );
  await card.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await expect(page.getByText('was changed by somebody else meanwhile').first()).toBeVisible();
  await expect(column(page, 'Done').getByRole('link', { name: title })).toBeHidden();
});
