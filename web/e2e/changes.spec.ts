import { changeShop, commit, crowd, repository, shop } from './repositories';
import { analyse, expect, test } from './story';

test('what came and what went between two analyses leads to its details', async ({ page }) => {
  const path = shop('changed');
  await analyse(page, path);
  changeShop(path);
  await analyse(page, path);
  await page.getByRole('link', { name: 'Changes', exact: true }).click();
  const detail = page.getByRole('article', { name: 'Finding' });

  const fixed = page.getByRole('region', { name: 'Fixed findings' }).getByRole('link').first();
  const gone = await fixed.innerText();
  await fixed.click();
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(gone);
  await expect(detail.getByText('Fixed', { exact: true })).toBeVisible();
  // What mended it is not what was found.
  await expect(detail.locator('[data-marked]').first()).toContainText('except:');
  await detail.getByRole('link').first().click();
  await expect(page.getByRole('main').getByText('except:').first()).toBeVisible();
  await page.goBack();
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(gone);
  await page.goBack();

  const fresh = page.getByRole('region', { name: 'New findings' }).getByRole('link').first();
  const came = await fresh.innerText();
  await fresh.click();
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(came);
  await expect(detail.locator('[data-marked]').first()).toBeVisible();
});

test('more that is new than a page shows comes page by page, for any base', async ({ page }) => {
  const path = repository('much-new', { 'greet.py': 'GREETING = "Hello"\n' });
  await analyse(page, path);
  commit(path, crowd(), 'Read much');
  await analyse(page, path);
  commit(path, { 'greet.py': 'GREETING = "Good day"\n' }, 'Greet otherwise');
  await analyse(page, path);
  await page.getByRole('link', { name: 'Changes', exact: true }).click();
  const fresh = page.getByRole('region', { name: 'New findings' });
  await expect(fresh).toContainText('No new findings.');
  const base = page.getByLabel('Compare with');
  await base.selectOption({ index: 2 });
  const listed = fresh.getByRole('listitem');
  await expect(listed).toHaveCount(100);
  const count = Number(/New findings\s*([\d,]+)/.exec(await fresh.innerText())?.[1]?.replaceAll(',', ''));
  expect(count).toBeGreaterThan(100);
  const more = fresh.getByRole('button', { name: 'Show more' });
  while (await more.isVisible()) {
    const before = await listed.count();
    await more.click();
    await expect.poll(() => listed.count()).toBeGreaterThan(before);
  }
  await expect(listed).toHaveCount(count);

  await page.getByRole('link', { name: 'History', exact: true }).click();
  await page.getByRole('link', { name: 'Open', exact: true }).nth(1).click();
  await page.getByRole('link', { name: 'Changes', exact: true }).click();
  // The one before has no name, however it is chosen.
  await base.selectOption({ index: 1 });
  await expect(base).toHaveValue('');
  await expect(listed).toHaveCount(100);
});

test('a report that is no longer the latest keeps to its address', async ({ page, service }) => {
  const source = shop('kept-address');
  await analyse(page, source);
  const address = new URL(page.url()).pathname;
  const commit = page.locator('header .font-mono').first();
  const was = await commit.innerText();
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  changeShop(source);
  const again = await page.request.post('/api/repositories', {
    data: { source },
    headers: { origin: service.url },
  });
  expect(again.ok()).toBe(true);
  const newer = page.getByText('A newer analysis is there.');
  await expect(newer).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveURL(/analysis=/);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await page.reload();
  await expect(newer).toBeVisible();
  await expect(commit).toHaveText(was);
  await page.getByRole('link', { name: 'Functions', exact: true }).click();
  await expect(page).toHaveURL(/functions.*analysis=/);
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(commit).not.toHaveText(was);
  await expect(page).toHaveURL(`${address}/functions`);
});
