/** Pictures of every page, in both themes and at two widths, for people to look at: SCREENSHOTS names the folder. */

import { join } from 'node:path';

import { analyse, expect, test } from './story';

const folder = process.env.SCREENSHOTS;
/** The repository that is shown. */
const repository = process.env.SCREENSHOTS_OF ?? join(process.cwd(), '..');

test('pictures of every page', async ({ page }) => {
  test.skip(!folder, 'SCREENSHOTS names no folder to put them into');
  test.setTimeout(600_000);
  await analyse(page, repository);
  const report = new URL(page.url()).pathname;
  const parts = ['findings', 'hotspots', 'functions', 'duplication', 'architecture', 'changes', 'history'];
  const pages: [name: string, path: string][] = [
    ['repositories', '/'],
    ['overview', report],
    ...parts.map((part): [string, string] => [part, `${report}/${part}`]),
    ['tasks', '/tasks'],
    ['task-list', '/tasks?view=list'],
    ['search', '/search?q=where%20is%20it%20tried%20again'],
    ['operations', '/operations'],
  ];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      for (const [name, path] of pages) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByText(/^(Loading|Drawing the graph…)$/)).toHaveCount(0);
        await page.screenshot({ path: join(folder ?? '', `${name}-${colorScheme}-${width}.png`) });
      }
    }
  }
});
