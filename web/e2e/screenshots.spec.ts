/** Every page and every state of it, shown and photographed. SCREENSHOTS_OF names another repository to be shown. */

import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';

import type { Page } from '@playwright/test';

import { coloured, hold, picture } from './pictures';
import { changeShop, large, shop, tidy } from './repositories';
import { analyse, expect, settled, submit, test } from './story';

// One analysis keeps the next waiting, so that this too can be seen.
test.use({ isAlone: true, settings: { DEVMENTOR_WORKER_CONCURRENCY: '1' } });
test.setTimeout(600_000);

const given = process.env.SCREENSHOTS_OF;
const source = given ?? shop('shop');
if (!given) changeShop(source);

/** A commit some way back. */
const earlier = execFileSync('git', ['-C', source, 'rev-list', '--max-count=1', '--skip=1', 'HEAD'])
  .toString()
  .trim();

const go = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await settled(page);
};

/** The address of the report of a repository. */
async function reportOf(page: Page, repository: string): Promise<string> {
  await analyse(page, repository);
  return new URL(page.url()).pathname;
}

test('pictures of a service that knows nothing yet', async ({ page }) => {
  const pages = {
    repositories: '/',
    tasks: '/tasks',
    'task-list': '/tasks?view=list',
    search: '/search',
    'search-hits': '/search?q=where+is+it+tried+again',
    operations: '/operations',
  };
  for (const [name, path] of Object.entries(pages))
    await picture(page, `empty-${name}`, () => go(page, path));
});

test('pictures of an analysis', async ({ page }) => {
  await submit(page, large('under-way', 6_000));
  const parse = page.getByRole('progressbar', { name: 'Parse' });
  await picture(page, 'watch-running', () => expect(parse).toBeVisible({ timeout: 60_000 }));
  const watched = page.url();
  await submit(page, tidy('waiting'));
  const waits = page.getByText(/^Waiting for a worker\./);
  await picture(page, 'watch-queued', () => expect(waits).toBeVisible());
  await picture(page, 'repositories-busy', async () => {
    await go(page, '/');
    await expect(page.getByRole('progressbar').first()).toBeVisible();
  });
  await picture(page, 'operations-busy', () => go(page, '/operations'));
  await picture(page, 'report-waiting', async () => {
    await go(page, '/');
    await page
      .getByRole('region', { name: 'All repositories' })
      .getByRole('link', { name: 'waiting' })
      .click();
    await expect(page.getByText('its report appears here')).toBeVisible();
  });
  await page.goto(watched);
  await page.getByRole('button', { name: 'Cancel' }).click();
  const stopped = page.getByText('Somebody stopped this analysis.');
  await picture(page, 'watch-cancelled', () => expect(stopped).toBeVisible());
  await submit(page, tidy('failed'), 'no-such-branch');
  await picture(page, 'watch-failed', () => expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 }));
  await picture(page, 'report-none', async () => {
    await go(page, '/');
    await page
      .getByRole('region', { name: 'All repositories' })
      .getByRole('link', { name: 'failed' })
      .click();
    await expect(page.getByRole('link', { name: 'See its history' })).toBeVisible();
  });
});

test('pictures of a report and of the work', async ({ page }) => {
  await submit(page, source, earlier);
  await expect(page.getByRole('heading', { name: 'What matters most' })).toBeVisible({ timeout: 300_000 });
  const report = await reportOf(page, source);
  const show = async (name: string, path: string, whole = false) =>
    picture(page, name, () => go(page, path), { whole });

  await show('repositories', '/');
  await show('overview', report, true);
  await show('hotspots', `${report}/hotspots`, true);
  await show('functions', `${report}/functions`);
  await show('changes', `${report}/changes`, true);
  await show('history', `${report}/history`);
  await show('architecture', `${report}/architecture`, true);
  await show('findings', `${report}/findings`);
  await show('findings-grouped', `${report}/findings?by=rule`);
  await picture(page, 'finding', async () => {
    await go(page, `${report}/findings`);
    await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
    await coloured(page);
  });
  const file = await page.getByRole('article').getByRole('link').first().getAttribute('href');
  await picture(page, 'file', async () => {
    await go(page, file ?? '');
    await coloured(page);
  });
  // Another repository may have mended nothing of late.
  if (!given) {
    await picture(page, 'finding-fixed', async () => {
      await go(page, `${report}/findings?state=fixed`);
      await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
      await coloured(page);
    });
  }
  await picture(page, 'duplication', async () => {
    await go(page, `${report}/duplication`);
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  });
  await picture(page, 'duplication-beside', async () => {
    await go(page, `${report}/duplication`);
    await page.getByRole('listbox').getByRole('option').first().click();
    await coloured(page);
  });
  await picture(page, 'report-older', async () => {
    await go(page, `${report}/history`);
    await page.getByRole('link', { name: 'Open', exact: true }).last().click();
    await expect(page.getByText('A newer analysis is there.')).toBeVisible();
    await settled(page);
  });
  await picture(page, 'watch-succeeded', async () => {
    await go(page, '/operations');
    await page
      .getByRole('main')
      .getByRole('link', { name: basename(source) })
      .first()
      .click();
    await expect(page.getByRole('link', { name: 'Read the report' })).toBeVisible();
  });

  await show('tasks', '/tasks');
  await show('task-list', '/tasks?view=list');
  await picture(
    page,
    'task',
    async () => {
      await go(page, '/tasks?view=list');
      await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
      await coloured(page);
    },
    { whole: true },
  );
  await show('operations', '/operations');
  await picture(page, 'search', async () => {
    await expect(async () => {
      await go(page, '/search?q=find+the+orders+of+a+customer');
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await coloured(page);
  });

  const quiet = await reportOf(page, tidy('tidy'));
  await show('tidy-overview', quiet, true);
  for (const part of [
    'findings',
    'hotspots',
    'functions',
    'duplication',
    'architecture',
    'changes',
    'history',
  ]) {
    await show(`tidy-${part}`, `${quiet}/${part}`);
  }
});

test('pictures of what opens over a page', async ({ page }) => {
  const report = await reportOf(page, source);
  const over = (name: string, show: () => Promise<void>) => picture(page, name, show, { anew: true });
  const dialog = page.getByRole('dialog');
  const menu = page.getByRole('menu');

  await over('palette', async () => {
    await go(page, report);
    await page.keyboard.press('Control+k');
    await expect(dialog.getByRole('option').first()).toBeVisible();
  });
  await over('palette-words', async () => {
    await go(page, report);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('search');
    await expect(dialog.getByRole('option', { name: 'Search code for' })).toBeVisible();
  });
  await over('report-menu', async () => {
    await go(page, report);
    await page.getByRole('button', { name: 'More actions' }).click();
    await expect(menu).toBeVisible();
  });
  await over('delete', async () => {
    await go(page, report);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete repository' }).click();
    await expect(dialog).toBeVisible();
  });
  await over('suppress', async () => {
    await go(page, `${report}/findings`);
    await page.getByRole('listbox', { name: 'Findings' }).getByRole('option').first().click();
    await page.getByRole('button', { name: 'Suppress' }).click();
    await expect(dialog).toBeVisible();
  });
  await over('filter-menu', async () => {
    await go(page, `${report}/findings?severity=%5B%22high%22%5D`);
    await page.getByRole('button', { name: 'Severity' }).click();
    await expect(menu).toBeVisible();
  });
  await over('repository-list', async () => {
    await go(page, '/tasks');
    await page.getByRole('button', { name: /^Repository:/ }).click();
    await expect(dialog.getByRole('option').nth(1)).toBeVisible();
  });
  await over('status-menu-and-toast', async () => {
    await go(page, '/tasks');
    const card = page.getByRole('region', { name: 'To do' }).getByRole('listitem').first();
    await card.getByRole('button', { name: 'Change status' }).click();
    await page.getByRole('menuitemradio', { name: 'In progress' }).click();
    await expect(page.getByText('is now in progress').first()).toBeVisible();
    await card.getByRole('button', { name: 'Change status' }).click();
    await expect(menu).toBeVisible();
  });
  await over('notifications', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await expect(dialog).toBeVisible();
  });
  await over('settings', async () => {
    await go(page, '/');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(menu).toBeVisible();
  });
  await over('submit-checked', async () => {
    await go(page, '/');
    await page.getByLabel('Repository', { exact: true }).fill('ftp://example.org/a');
    await page.getByRole('button', { name: 'Analyse', exact: true }).click();
    await expect(page.getByLabel('Repository', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  });
});

test('pictures of pages that wait', async ({ page }) => {
  const report = await reportOf(page, source);
  const frame = /\/api\/(me|events)$/;
  const pages: [name: string, path: string, answered: RegExp][] = [
    ['repositories', '/', frame],
    ['report', report, frame],
    ['tasks', '/tasks', frame],
    ['task-list', '/tasks?view=list', frame],
    ['task', '/tasks/0', frame],
    ['search', '/search?q=orders', frame],
    ['operations', '/operations', frame],
    ['watch', '/analyses/0', frame],
  ];
  const parts = [
    '',
    '/findings',
    '/hotspots',
    '/functions',
    '/duplication',
    '/architecture',
    '/changes',
    '/history',
  ];
  for (const part of [...parts, '/file?path=a']) {
    const name = `report${part.split('?')[0]?.replace('/', '-') ?? ''}`;
    pages.push([`${name}-part`, report + part, /\/api\/(me$|events$|repositories(\/[^/]+)?$)/]);
  }
  for (const [name, path, answered] of pages) {
    await hold(page, answered);
    await picture(page, `loading-${name}`, async () => {
      await page.goto(path);
      await expect(page.locator('.animate-pulse').first()).toBeVisible();
    });
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
});

test('pictures of what went wrong', async ({ page, service }) => {
  const report = await reportOf(page, source);
  const alert = page.getByRole('alert').filter({ visible: true });
  await picture(page, 'missing-page', () => go(page, '/nowhere'));
  await picture(page, 'missing-file', async () => {
    await page.goto(`${report}/file?path=shop/gone.py`);
    await expect(alert).toBeVisible();
  });
  for (const [name, path] of [
    ['missing-report', '/repositories/00000000-0000-0000-0000-000000000000'],
    ['missing-task', '/tasks/00000000-0000-0000-0000-000000000000'],
  ] as const) {
    await picture(page, name, async () => {
      await page.goto(path);
      await expect(alert).toBeVisible();
    });
  }
  await picture(page, 'findings-none-here', () => go(page, `${report}/findings?path=nowhere`));
  await picture(page, 'tasks-none-here', () => go(page, '/tasks?view=list&text=nothing-like-this'));
  await picture(page, 'search-none', () => go(page, '/search?q=zzzzqqq'));
  await go(page, '/');
  await service.stop();
  await picture(page, 'stopped-beside-data', () =>
    expect(page.getByText('could not be asked for anew').first()).toBeVisible({ timeout: 60_000 }),
  );
  await picture(page, 'stopped-without-data', async () => {
    await page.getByRole('link', { name: 'Tasks', exact: true }).filter({ visible: true }).first().click();
    await expect(alert.first()).toBeVisible({ timeout: 60_000 });
  });
  await service.start();
  await page.context().clearCookies();
  await picture(page, 'signed-out', () => go(page, '/tasks'));
});
