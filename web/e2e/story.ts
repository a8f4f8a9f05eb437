/** What the stories have in common: the running service, and a page that is signed in. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Browser, type Locator, type Page } from '@playwright/test';

import { Service } from './service';

interface Together {
  /** A file that says so gets a service that other stories have left nothing in. */
  isAlone: boolean;
  /** What the service is told beside what every new user's knows. */
  settings: Record<string, string>;
  service: Service;
}

/** Everything that the page must not do, as it did it. */
interface Faults {
  faults: string[];
}

export const test = base.extend<Faults, Together>({
  // Playwright gives files that differ in an option of this kind a process of their own.
  isAlone: [false, { option: true, scope: 'worker' }],
  settings: [{}, { scope: 'worker', option: true }],
  service: [
    async ({ settings }, run) => {
      const service = new Service(settings);
      await service.start();
      await run(service);
      await service.end();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ service }, run) => run(service.url),
  // eslint-disable-next-line no-empty-pattern -- how a fixture says that it needs no other
  faults: async ({}, run) => run([]),
  page: async ({ page, service, faults }, run) => {
    watch(page, service, faults);
    await page.goto(service.link());
    await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
    await run(page);
    expect(faults, 'the page broke no rule of its own').toEqual([]);
  },
});

export { expect };

/** Notes scripts that threw, rules of the content security policy that were broken, and requests to other hosts. */
function watch(page: Page, service: Service, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`threw: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy/i.test(message.text()))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== service.url) faults.push(`asked ${url.origin}`);
  });
}

/** A second person's window, signed in on its own. */
export async function secondWindow(browser: Browser, service: Service): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(service.link());
  await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  return page;
}

/** Submits what a person would type. */
export async function submit(page: Page, source: string, revision = ''): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Repository', { exact: true }).fill(source);
  if (revision) await page.getByLabel('Branch, tag or commit').fill(revision);
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
}

/** Submits a repository and waits until its report is shown. */
export async function analyse(page: Page, source: string): Promise<void> {
  await submit(page, source);
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });
}

/** Fails when something reaches over the edge, so that the whole page would scroll sideways. */
export async function expectWithinEdges(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(over, `${new URL(page.url()).pathname} reaches over the edge`).toBeLessThanOrEqual(0);
}

/** Waits until nothing on the page stands for what is still loading. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.animate-pulse')).toHaveCount(0);
  await expect(page.getByText(/^(Loading|Drawing the graph…)$/)).toHaveCount(0);
}

/** Fails when axe finds something serious. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect.soft(serious, page.url()).toEqual([]);
}

/** More steps than any page has. */
const FAR = 120;

/** Goes on by the tab key until this has the focus. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  for (let step = 0; step < FAR && !(await isFocused(goal)); step += 1) await page.keyboard.press('Tab');
  await expect(goal).toBeFocused();
}

export const isFocused = (one: Locator): Promise<boolean> =>
  one.evaluateAll((found) => found.some((element) => element === document.activeElement));
