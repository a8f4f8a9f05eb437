import { shop } from './repositories';
import { analyse, expect, test } from './story';

test('from the link to five insights, a finished task and a search hit', async ({ page }) => {
  await analyse(page, shop('way-in'));
  const insights = page
    .getByRole('region', { name: 'What matters most' })
    .getByRole('listitem')
    .filter({
      has: page.getByRole('heading', { level: 3 }),
    });
  await expect(insights.nth(4)).toBeVisible();

  await page.getByRole('link', { name: 'Tasks' }).first().click();
  const first = page.getByRole('region', { name: 'To do' }).getByRole('listitem').first();
  // By its address: other stories have tasks of the same title.
  const address = await first.getByRole('link').getAttribute('href');
  await first.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await expect(page.getByRole('region', { name: 'Done' }).locator(`a[href="${address}"]`)).toBeVisible();

  await page.getByRole('link', { name: 'Search' }).first().click();
  const hit = page.getByRole('listitem').filter({ hasText: 'find_orders' });
  await expect(async () => {
    await page.getByLabel('What the code does').fill('look up the orders of a customer');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(hit.first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('a search keeps the focus and its words, and another search brings its own', async ({ page }) => {
  await page.goto('/search');
  const field = page.getByLabel('What the code does');
  await field.fill('orders of a customer');
  await field.press('Enter');
  await expect(page).toHaveURL(/q=orders/);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('orders of a customer');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ping a host');
  await page.getByRole('option', { name: 'Search code for “ping a host”' }).click();
  await expect(field).toHaveValue('ping a host');
});

test('a link works once, and says what to do the second time', async ({ page, service, browser }) => {
  const link = service.link();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  expect(page.url()).not.toContain('#');

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByText('devmentor link')).toBeVisible();
  await expect(stranger.getByRole('alert')).toBeVisible();
  await stranger.goto(service.url);
  await expect(stranger.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();

  await stranger.goto(link);
  await expect(stranger.getByRole('alert')).toBeVisible();
  await stranger.goto(service.link());
  await expect(stranger.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  await stranger.context().close();
});

test('a link is good for another try when there was no answer', async ({ service, browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.route('**/api/sessions', (route) => route.abort('connectionrefused'), { times: 1 });
  await page.goto(service.link());
  await expect(page.getByRole('alert')).toContainText('does not answer');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
  await page.context().close();
});

test('the palette leads everywhere, by keyboard alone', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('operations');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('letters lead to pages, but not out of a dialog, and can be turned off', async ({ page }) => {
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(heading('Tasks')).toBeVisible();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('menuitemcheckbox', { name: /^Letter shortcuts/ }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.reload();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(heading('Tasks')).toBeVisible();
});

test('a repository is submitted by keyboard alone', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('submit');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Repository', { exact: true })).toBeFocused();
  await page.keyboard.type(shop('by-keyboard'));
  await expect(page.getByText('can be analysed.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });
});
