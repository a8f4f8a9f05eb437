import { repository, shop } from './repositories';
import { analyse, expect, expectAccessible, expectWithinEdges, settled, test } from './story';

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
  await page.goto('/tasks?view=list');
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'What and why' })).toBeVisible();
  pages.push(new URL(page.url()).pathname);
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
        await settled(page);
        await expectAccessible(page);
        await expectWithinEdges(page);
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

test('findings are grouped and opened by keyboard, and the way back leads to the groups', async ({
  page,
}) => {
  await analyse(page, shop('grouped'));
  await page.getByRole('link', { name: 'Findings', exact: true }).click();
  await page.getByLabel('Group by').selectOption('By rule');
  const groups = page.getByRole('listbox', { name: 'Groups of findings' });
  await expect(groups.getByRole('option').nth(1)).toBeVisible();
  await groups.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const group = groups.getByRole('option', { selected: true });
  await expect(group).toHaveAttribute('aria-posinset', '2');
  const count = Number(/(\d+) finding/.exec(await group.innerText())?.[1]);
  await page.keyboard.press('Enter');
  const list = page.getByRole('listbox', { name: 'Findings', exact: true });
  await expect(list).toBeFocused();
  await expect(list.getByRole('option')).toHaveCount(count);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('article', { name: 'Finding' })).toBeVisible();
  await page.goBack();
  await expect(groups).toBeVisible();
});

test('a task leads to its findings and to no others', async ({ page }) => {
  await analyse(page, shop('linked'));
  const repository = new URL(page.url()).pathname.split('/')[2] ?? '';
  // Some tasks come from an insight alone.
  const task = await page.evaluate(async (id) => {
    const reply = await fetch(`/api/tasks?repository=${id}`);
    const { items } = (await reply.json()) as { items: { id: string; findings: string[] }[] };
    return items.find(({ findings }) => findings.length > 0)?.id;
  }, repository);
  await page.goto(`/tasks/${task ?? ''}`);
  const link = page.getByRole('link', { name: /^See (the|\d+) findings?$/ });
  const count = Number(/\d+/.exec(await link.innerText())?.[0] ?? 1);
  await link.click();
  const list = page.getByRole('listbox', { name: 'Findings', exact: true });
  await expect(list.getByRole('option')).toHaveCount(count);
  await page.getByRole('button', { name: /Take away the filter “Only the/ }).click();
  await expect(page).not.toHaveURL(/fingerprint/);
  await expect(list.getByRole('option').nth(count)).toBeVisible();
});

test('a task whose code cannot be had says so, and offers another try', async ({ page }) => {
  await analyse(page, shop('no-answer'));
  const repository = new URL(page.url()).pathname.split('/')[2] ?? '';
  const path = `**/api/repositories/${repository}`;
  await page.route(path, (route) => route.fulfill({ status: 503 }));
  await page.goto(`/tasks?view=list&repository=${repository}`);
  await page.getByRole('main').getByRole('link', { name: 'count_totals' }).first().click();
  const trouble = page.getByRole('main').getByRole('alert');
  await expect(trouble).toBeVisible();
  await page.unroute(path);
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('group', { name: 'Code' })).toBeVisible();
});

test('one repository’s analysis is not shown as another’s', async ({ page }) => {
  await analyse(page, shop('one'));
  const one = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'History' }).click();
  const own = await page.getByRole('link', { name: 'Open', exact: true }).first().getAttribute('href');
  await analyse(page, shop('other'));
  await page.goto(new URL(page.url()).pathname + new URL(own ?? '', page.url()).search);
  await expect(page.getByRole('heading', { name: 'This analysis is of another repository' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the analysis’ own repository' }).click();
  await expect(page).toHaveURL(new RegExp(one));
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

test('the same search that is pressed again is asked again, and searches from the palette are kept', async ({
  page,
}) => {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('count the orders');
  await page.getByRole('option', { name: /count the orders/ }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('count the orders');
  await expect(page.getByText(/^\d+ hits?/).first()).toBeVisible();
  const again = page.waitForRequest('**/api/search');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await again;
  await page.goto('/search');
  await expect(page.getByRole('button', { name: 'count the orders' })).toBeVisible();
});

test('a link to a clone far down the list shows it', async ({ page }) => {
  // Each pair is of a shape of its own: what differs by names and numbers alone is one clone.
  const sum = (seed: number) =>
    ['+', '-', '*', '/', '%', '|'].map((_, at, signs) => `${signs[(seed >> at) % 6]} value`).join(' ');
  const lines = (index: number) =>
    Array.from(
      { length: 12 },
      (_, line) => `    value = value ${sum(index * 7_919 + line * 104_729)}\n`,
    ).join('');
  const text = (index: number) => `def count(value):\n${lines(index)}`;
  const files: Record<string, string> = {};
  for (let index = 0; index < 60; index += 1) {
    for (const folder of ['a', 'b']) files[`${folder}/module${index}.py`] = text(index);
  }
  await analyse(page, repository('many-clones', files));
  await page.goto(`${new URL(page.url()).pathname}/duplication?clone=55`);
  await expect(page.getByRole('region', { name: 'First place' }).getByRole('table')).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}?clone=5000`);
  await expect(page.getByText('There is no such repetition here')).toBeVisible();
});
