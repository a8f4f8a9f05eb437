import { shop } from './repositories';
import { analyse, expect, expectAccessible, test } from './story';

test('every page passes axe, wide and light as narrow and dark', async ({ page }) => {
  await analyse(page, shop('accessible'));
  const report = new URL(page.url()).pathname;
  const pages = ['/', '/tasks', '/tasks?view=list', '/search', '/search?q=orders', '/operations', '/nowhere'];
  for (const part of [
    '',
    '/findings',
    '/hotspots',
    '/functions',
    '/duplication',
    '/architecture',
    '/changes',
    '/history',
  ]) {
    pages.push(report + part);
  }
  pages.push(`${report}/file?path=shop/web.py&line=14`);
  const looks = [
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 360 },
  ] as const;
  test.setTimeout(pages.length * looks.length * 15_000);
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    for (const path of pages) {
      await test.step(`${path} ${colorScheme} ${width}`, async () => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, 'nothing reaches over the edge').toBeLessThanOrEqual(0);
      });
    }
  }
});

test('findings are gone through by keyboard, narrowed, and kept in the address', async ({ page }) => {
  await analyse(page, shop('findings'));
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await page.getByRole('listbox', { name: 'Findings' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const detail = page.getByRole('article', { name: 'Finding' });
  await expect(detail.getByText('Why it matters')).toBeVisible();
  await expect(detail.locator('[data-marked]').first()).toBeVisible();
  const heading = await detail.getByRole('heading', { level: 2 }).innerText();
  await page.reload();
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText(heading);

  await page.getByRole('button', { name: 'Category' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Security' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/category/);
  await expect(page.getByRole('option').filter({ hasText: 'SQL' }).first()).toBeVisible();
});

test('a finding becomes a task; another is suppressed with a reason, and counts again', async ({ page }) => {
  await analyse(page, shop('acted-upon'));
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  const list = page.getByRole('listbox', { name: 'Findings' });
  await list.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Make a task' }).click();
  await page.getByRole('link', { name: 'Open its task' }).click();
  await expect(page.getByRole('heading', { name: 'What and why' })).toBeVisible();
  await page.goBack();

  const said = await list.getByRole('option').nth(1).innerText();
  await list.getByRole('option').nth(1).click();
  await page.getByRole('button', { name: 'Suppress' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suppress' });
  await dialog.getByLabel('Why it is not to be counted').fill('The input is ours alone');
  await dialog.getByRole('button', { name: 'Suppress' }).click();
  await expect(dialog).toBeHidden();
  await page.getByLabel('State').selectOption('Suppressed');
  await list
    .getByRole('option')
    .filter({ hasText: said.split('\n')[0] ?? '' })
    .click();
  await expect(page.getByText('The input is ours alone')).toBeVisible();
  await page.getByRole('button', { name: 'Let it count again' }).click();
  await expect(page.getByText('Nothing suppressed')).toBeVisible();
});
