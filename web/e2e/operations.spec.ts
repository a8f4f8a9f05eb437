import { repository } from './repositories';
import { expect, submit, test } from './story';

test('of many jobs one page is shown at a time', async ({ page }) => {
  const source = repository('many-jobs', { 'a.py': 'a = 1\n' });
  await submit(page, source, 'no-such-branch');
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await page.evaluate(async (of) => {
    const headers = { 'content-type': 'application/json' };
    for (let index = 0; index < 55; index += 1) {
      const body = JSON.stringify({ source: of, revision: `no-such-branch-${index}` });
      await fetch('/api/repositories', { method: 'POST', headers, body });
    }
  }, source);

  await page.goto('/operations');
  await page.getByRole('button', { name: 'State' }).click();
  for (const state of ['Failed', 'Dead']) await page.getByRole('menuitemcheckbox', { name: state }).click();
  await page.keyboard.press('Escape');
  const jobs = page.getByRole('region', { name: 'Jobs', exact: true });
  const rows = jobs.getByRole('listitem');
  await expect(jobs.getByText(/^1 to 50 of \d+$/)).toBeVisible({ timeout: 30_000 });
  await expect(rows).toHaveCount(50);
  await jobs.getByRole('button', { name: 'Older' }).click();
  await expect(jobs.getByText(/^51 to (\d+) of \1$/)).toBeVisible();
  await expect(rows.first()).toContainText('many-jobs');
  const older = await rows.count();
  expect(older).toBeLessThan(50);
  // The last page has no older one.
  await expect(jobs.getByRole('button', { name: 'Newer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(50);

  // All of them, and not those of the page alone.
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/jobs/retry'),
    jobs.getByRole('button', { name: 'Try all failed again' }).click(),
  ]);
  expect(((await answer.json()) as { retried: number }).retried).toBe(50 + older);
});
