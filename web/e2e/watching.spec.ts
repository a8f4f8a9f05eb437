import type { Page } from '@playwright/test';

import { branch, changeShop, large, shop } from './repositories';
import { analyse, expect, submit, test } from './story';

const REPORT = 'What matters most';
const parsing = (page: Page) => page.getByRole('progressbar', { name: 'Parse' });
const report = (page: Page) => page.getByRole('heading', { name: REPORT });

test('a reload in the middle of an analysis loses nothing', async ({ page }) => {
  await submit(page, large('reload', 4_000));
  const bar = parsing(page);
  await expect(bar).toBeVisible({ timeout: 60_000 });
  const before = Number(await bar.getAttribute('aria-valuenow'));
  await page.addInitScript(noteProgress);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Found so far' })).toBeVisible();
  await expect(report(page)).toBeVisible({ timeout: 80_000 });
  const seen = await progressOf(page);
  expect(seen.length, 'progress was seen').toBeGreaterThan(0);
  const parsed = [before, ...seen.filter(({ bar }) => bar.includes('Parse')).map(({ value }) => value)];
  expect(parsed, 'the past did not play again').toEqual(parsed.toSorted((a, b) => a - b));
});

interface Shown {
  bar: string;
  value: number;
}

const progressOf = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => (window as unknown as { progress: Shown[] }).progress);

/** Keeps every value that the bar of the stage under way shows. */
function noteProgress(): void {
  const seen: Shown[] = [];
  (window as unknown as { progress: Shown[] }).progress = seen;
  new MutationObserver(() => {
    const shown = document.querySelector('[role=progressbar]');
    if (!shown?.ariaLabel || !shown.ariaValueNow) return;
    const now = { bar: shown.ariaLabel, value: Number(shown.ariaValueNow) };
    const before = seen.at(-1);
    if (now.bar !== before?.bar || now.value !== before.value) seen.push(now);
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

test('an analysis can be cancelled, and tried again', async ({ page }) => {
  // Large enough not to be over before somebody stops it.
  await submit(page, large('cancelled', 6_000));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Somebody stopped this analysis.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(report(page)).toBeVisible({ timeout: 80_000 });
});

test('a second tab watches the same analysis, to its end', async ({ page, context }) => {
  await submit(page, large('two-tabs', 4_000));
  await expect(parsing(page)).toBeVisible({ timeout: 60_000 });
  const other = await context.newPage();
  await other.addInitScript(noteProgress);
  await other.goto(page.url());
  await expect(other.getByRole('button', { name: 'Cancel' })).toBeVisible();
  for (const tab of [page, other]) await expect(report(tab)).toBeVisible({ timeout: 80_000 });
  expect(new URL(other.url()).pathname).toBe(new URL(page.url()).pathname);
  const seen = await progressOf(other);
  expect(seen.length, 'the second tab saw progress').toBeGreaterThan(1);
});

test('what is cancelled in one tab is cancelled in the other, and tried again in both', async ({
  page,
  context,
}) => {
  await submit(page, large('cancelled-elsewhere', 6_000));
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Cancel' }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText('Somebody stopped this analysis.')).toBeVisible();
    await expect(tab.getByRole('button', { name: 'Cancel' })).toBeHidden();
  }
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(other.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await other.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Somebody stopped this analysis.')).toBeVisible();
});

test('several analyses at once are all seen while they run, and when they have ended', async ({ page }) => {
  const names = ['at-once-1', 'at-once-2', 'at-once-3'];
  const sources = names.map((name) => large(name));
  for (const source of sources) await submit(page, source);
  await page.goto('/');
  const underWay = page.getByRole('region', { name: /^Being analysed/ });
  for (const name of names) await expect(underWay.getByRole('link', { name })).toBeVisible();
  await expect(underWay.getByRole('progressbar').first()).toBeVisible();
  const listed = page.getByRole('region', { name: 'All repositories' }).getByRole('listitem');
  for (const name of names) {
    await expect(underWay.getByRole('link', { name })).toBeHidden({ timeout: 80_000 });
    await expect(listed.filter({ hasText: name })).toContainText(/Score \d/);
    await expect(page.getByText(`“${name}” was analysed.`).first()).toBeAttached();
  }
});

test('an analysis goes on where the service stops and starts under the page that watches it', async ({
  page,
  service,
}) => {
  await submit(page, large('interrupted', 3_000));
  await expect(parsing(page)).toBeVisible({ timeout: 60_000 });
  await service.stop();
  await expect(page.getByText('The stream is cut')).toBeVisible();
  await service.start();
  await expect(page.getByText('The stream is cut')).toBeHidden({ timeout: 60_000 });
  await expect(report(page)).toBeVisible({ timeout: 80_000 });
});

test('a report stays under who works in it, and a newer one is shown when that is asked for', async ({
  page,
  service,
}) => {
  const source = shop('stays');
  await analyse(page, source);
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
  await page.getByRole('button', { name: 'Suppress' }).click();
  const reason = page.getByLabel('Why it is not to be counted');
  await reason.fill('The input is ours alone');
  changeShop(source);
  const again = await page.request.post('/api/repositories', {
    data: { source },
    headers: { origin: service.url },
  });
  expect(again.ok()).toBe(true);
  const newer = page.getByText('A newer analysis is there.');
  await expect(newer).toBeVisible({ timeout: 60_000 });
  await expect(reason).toHaveValue('The input is ours alone');
  await page.keyboard.press('Escape');
  const commit = await page.locator('header .font-mono').first().innerText();
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(newer).toBeHidden();
  await expect(page.locator('header .font-mono').first()).not.toHaveText(commit);
});

test('what is analysed again is the branch that was shown', async ({ page }) => {
  const source = shop('again');
  branch(source, 'dev');
  await submit(page, source, 'dev');
  await expect(report(page)).toBeVisible({ timeout: 60_000 });
  const again = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Analyse again' }).click();
  expect((await again).postDataJSON()).toEqual({ source, revision: 'dev' });
});

test('what is deleted leaves the pages that show it', async ({ page, context, service }) => {
  await analyse(page, shop('deleted-report'));
  await page.goto(`/tasks?view=list&repository=${new URL(page.url()).pathname.split('/')[2] ?? ''}`);
  const task = await page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link')
    .first()
    .getAttribute('href');
  await page.goBack();
  const open = [page, await context.newPage(), await context.newPage()] as const;
  await open[1].goto(task ?? '');
  await expect(open[1].getByRole('heading', { name: 'What and why' })).toBeVisible();
  await submit(open[2], large('deleted-running', 6_000));
  await expect(open[2].getByRole('button', { name: 'Cancel' })).toBeVisible();
  const { items } = (await (await page.request.get('/api/repositories')).json()) as {
    items: { id: string; name: string }[];
  };
  for (const { id, name } of items.filter(({ name }) => name.startsWith('deleted-'))) {
    const reply = await page.request.delete(`/api/repositories/${id}`, { headers: { origin: service.url } });
    expect(reply.ok(), name).toBe(true);
  }
  for (const tab of open) await expect(tab.getByText('This is not here')).toBeVisible();
});

test('the service may stop and start under an open page', async ({ page, service }) => {
  await submit(page, shop('restarted'));
  await expect(report(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await service.stop();
  await expect(page.getByText('Offline', { exact: true }).first()).toBeVisible();
  await service.start();
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await expect(page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first()).toBeVisible();
});

test('what is on the page stays while it cannot be asked for anew, and says so', async ({
  page,
  service,
}) => {
  await submit(page, shop('stays-there'));
  await expect(report(page)).toBeVisible({ timeout: 60_000 });
  await page.goto('/');
  const row = page
    .getByRole('region', { name: 'All repositories' })
    .getByRole('link', { name: 'stays-there', exact: true });
  await expect(row).toBeVisible();
  await service.stop();
  const notice = page.getByText('could not be asked for anew').first();
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(row).toBeVisible();
  await service.start();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(notice).toBeHidden();
});

test('how long ago something was is told by the service’s clock', async ({ page }) => {
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3 * 3_600_000;
  });
  await submit(page, shop('by-another-clock'));
  await expect(report(page)).toBeVisible({ timeout: 60_000 });
  await page.goto('/');
  const row = page.getByRole('listitem').filter({ hasText: 'by-another-clock' }).filter({ hasText: 'Score' });
  await expect(row.getByRole('time')).toHaveText(/^now$| (sec|min)\. ago$/);
});
