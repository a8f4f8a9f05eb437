import { bareBeginning, emptyFolder, large, repository, shop } from './repositories';
import { expect, submit, test } from './story';

test('a reload in the middle of an analysis loses nothing', async ({ page }) => {
  await submit(page, large('reload'));
  const bar = page.getByRole('progressbar', { name: 'Parse' });
  await expect(bar).toBeVisible({ timeout: 60_000 });
  const before = Number(await bar.getAttribute('aria-valuenow'));
  await page.addInitScript(noteProgress);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Found so far' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 80_000 });
  const after = await page.evaluate(() => (window as unknown as { progress: number[] }).progress);
  expect(after.length, 'progress was seen').toBeGreaterThan(0);
  expect([before, ...after], 'the past did not play again').toEqual(
    [before, ...after].toSorted((a, b) => a - b),
  );
});

/** Keeps every value that the bar of the parse stage shows. */
function noteProgress(): void {
  const seen: number[] = [];
  (window as unknown as { progress: number[] }).progress = seen;
  new MutationObserver(() => {
    const value = document.querySelector('[role=progressbar][aria-label*=Parse]')?.ariaValueNow;
    if (value && Number(value) !== seen.at(-1)) seen.push(Number(value));
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

test('an analysis can be cancelled, and tried again', async ({ page }) => {
  // Large enough not to be over before somebody stops it.
  await submit(page, large('cancelled', 6_000));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Somebody stopped this analysis.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 80_000 });
});

test('the service may stop and start under an open page', async ({ page, service }) => {
  await submit(page, shop('restarted'));
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });
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
  await submit(page, shop('kept'));
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 60_000 });
  await page.goto('/');
  const row = page.getByRole('region', { name: 'All repositories' }).getByRole('link', { name: 'kept' });
  await expect(row).toBeVisible();
  await service.stop();
  const notice = page.getByText('could not be asked for anew').first();
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(row).toBeVisible();
  await service.start();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(notice).toBeHidden();
});

test.describe('bad input is refused with what to do, and is not lost', () => {
  const refused: [string, string][] = [
    ['an address with a password', 'https://user:secret@example.org/a'],
    ['an address that is not https', 'ftp://example.org/a'],
    ['a path that is not there', '/no/such/place'],
    ['a folder that is no repository', emptyFolder('no-repository')],
  ];
  for (const [what, source] of refused) {
    test(what, async ({ page }) => {
      await submit(page, source);
      const field = page.getByLabel('Repository', { exact: true });
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveValue(source);
      await expect(field).toHaveAccessibleDescription(/\w{3,}/);
    });
  }

  const failing: [string, () => [source: string, revision?: string]][] = [
    ['a repository without a commit', () => [bareBeginning('no-commit')]],
    ['a branch that is not there', () => [repository('no-branch', { 'a.py': 'a = 1\n' }), 'no-such-branch']],
    ['a repository without code', () => [repository('no-code', { 'notes.txt': 'nothing here\n' })]],
  ];
  for (const [what, make] of failing) {
    test(what, async ({ page }) => {
      await submit(page, ...make());
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('alert')).toContainText(/\w+ \w+/);
    });
  }
});
