import type { Locator, Page } from '@playwright/test';

import { repositoryOfPaths } from './repositories';
import { analyse, expect, expectWithinEdges, settled, test } from './story';

/** What hurts a page that takes it for markup. */
const SCRIPT = '<img src=x onerror=window.hurt=true>.py';
/** It reads as `exe.py.py` backwards where nobody looks after it. */
const TURNED = 'a\u202Eyp.exe.py';
const CONTROL = 'bell\u0007\u001B[31m\u200B.py';
/** As long as a path may be. */
const DEEP = `${`${'d'.repeat(250)}/`.repeat(15)}${'n'.repeat(250)}.py`;
const LONG = `f${'n'.repeat(10_000)}`;
/** The longest that a disk takes, and of the worst kind. */
const NAME = `<b onclick=hurt()>\u202Eeman ${'w'.repeat(190)}`;

const TANGLED = `
    for a in b:
        if a:
            for c in d:
                if c:
                    while e:
                        if g and h or i:
                            eval(a)
                        elif j and a:
                            eval(b)
`;
const code = (name: string) =>
  `# </td><script>window.hurt = true</script> \u202E\ndef ${name}(a, b, c, d, e, g, h, i, j):${TANGLED.repeat(4)}    return eval(a)\n`;

const FILES = {
  [SCRIPT]: code('script'),
  [TURNED]: code('turned'),
  [CONTROL]: code('control'),
  [DEEP]: code('deep'),
  'long.py': code(LONG),
  // More lines than a call may have arguments.
  'endless.py': `${'\n'.repeat(200_000)}${code('endless')}`,
};

/** Pages of a report, each with something that stands there once its data has come. */
const PARTS: [part: string, shows: (page: Page) => Locator][] = [
  ['', (page) => page.getByRole('heading', { level: 3 })],
  ['/findings', (page) => page.getByRole('listbox').getByRole('option')],
  ['/hotspots', (page) => page.getByRole('toolbar').getByRole('button')],
  ['/functions', (page) => page.getByRole('cell')],
  ['/duplication', (page) => page.getByRole('listbox').getByRole('option')],
  ['/architecture', (page) => page.getByText('No manifest asks for any.')],
  ['/history', (page) => page.getByRole('link', { name: 'Open', exact: true })],
  [`/file?path=${encodeURIComponent(SCRIPT)}`, (page) => page.getByRole('group', { name: 'Code' })],
  [`/file?path=${encodeURIComponent(DEEP)}`, (page) => page.getByRole('group', { name: 'Code' })],
  [`/file?path=${encodeURIComponent('long.py')}`, (page) => page.getByRole('group', { name: 'Code' })],
  ['/file?path=endless.py&line=200002', (page) => page.getByText('def endless')],
];

test('hostile names and code are shown as text, and nothing breaks', async ({ page }) => {
  test.setTimeout(240_000);
  await analyse(page, repositoryOfPaths(NAME, FILES));
  const report = new URL(page.url()).pathname;
  const repository = report.split('/')[2] ?? '';
  const look = async (path: string, shown: Locator) => {
    await page.goto(path);
    await settled(page);
    await expect(shown.first()).toBeVisible();
    await expectHarmless(page);
  };
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [part, shows] of PARTS) await look(report + part, shows(page));
    await look('/', page.getByText('<b onclick=hurt()>').last());
    await look(`/tasks?repository=${repository}`, page.locator('[data-task]'));
    await look(`/tasks?view=list&repository=${repository}`, page.getByRole('main').getByRole('listitem'));
    await look('/operations', page.getByText('Analyse a repository'));
    await look('/search?q=script', page.getByRole('searchbox'));
  }

  await page.goto(report);
  await expect(page).toHaveTitle(/<b onclick=hurt\(\)>⟨U\+202E⟩eman/);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete repository' }).click();
  await expect(page.getByRole('dialog').getByText('⟨U+202E⟩')).toBeVisible();
  await expectHarmless(page);

  await page.goto(`${report}/functions`);
  for (const text of [SCRIPT, 'bell⟨U+0007⟩⟨U+001B⟩[31m⟨U+200B⟩.py', 'a⟨U+202E⟩yp.exe.py'])
    await expect(page.getByTitle(text).first()).toBeVisible();
  await page.goto(`${report}/file?path=${encodeURIComponent(SCRIPT)}`);
  await expect(page.getByText('</td><script>window.hurt = true</script>').first()).toBeVisible();
});

test('a name of ten thousand characters fits into a finding, a task and what is said of it', async ({
  page,
}) => {
  await analyse(page, repositoryOfPaths('long-names', { 'long.py': code(LONG), [TURNED]: code('turned') }));
  const report = new URL(page.url()).pathname;
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`${report}/findings?path=long.py`);
  await page.getByRole('option').filter({ hasText: 'fnnnn' }).first().click();
  await expect(page.getByRole('article').getByText('Why it matters')).toBeVisible();
  await expect(page.getByRole('article').locator('[data-marked]').first()).toBeVisible();
  await expectHarmless(page);

  await page.goto(`/tasks?view=list&repository=${report.split('/')[2] ?? ''}`);
  const row = page.getByRole('listitem').filter({ hasText: 'fnnnn' }).first();
  await row.getByRole('button', { name: 'To do' }).click();
  await page.getByRole('menuitemradio', { name: 'Assigned' }).click();
  await expect(page.getByText('is now assigned').first()).toBeVisible();
  await expectHarmless(page);
  await row.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'What and why' })).toBeVisible();
  await settled(page);
  await expectHarmless(page);
});

/** Nothing ran, nothing hides, and nothing reaches over the edge. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  const hidden = await page.evaluate(() => {
    const said = [document.title, document.body.innerText];
    for (const element of document.querySelectorAll('[title], [aria-label]'))
      said.push(element.getAttribute('title') ?? '', element.getAttribute('aria-label') ?? '');
    return said.filter((text) => ['\u0007', '\u001B', '\u200B', '\u202E'].some((one) => text.includes(one)));
  });
  expect.soft(hidden, `${new URL(page.url()).pathname} shows characters that nobody can see`).toEqual([]);
  await expectWithinEdges(page);
}
