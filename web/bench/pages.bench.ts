/** Every page over a repository of 5,000 files, 20,000 findings and 2,000 tasks, against the bars of `figures.ts`. */

import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { Service } from '../e2e/service';
import { Api } from './api';
import { missed, type Figures } from './figures';
import { Measuring } from './measure';
import { timedPages } from './pages';
import { SeededRepository } from './seed/repository';
import { tableOf } from './table';

const FINDINGS = 20_000;
const TASKS = 2_000;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** Some pages only, by their names in `pages.ts`: `PAGES=board,overview`. */
const PAGES = process.env.PAGES?.split(',');

const say = (words: string) => process.stdout.write(`${words}\n`);

test('every page is quick on a large repository', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'devmentor-bench-'));
  const service = new Service();
  try {
    await service.start();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(service.link());
    await expect(page.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible();
    const session = await context.storageState();
    const api = new Api(context.request, service.url);

    const repository = new SeededRepository(join(folder, 'shop'));
    const before = await api.analyse(repository.path);
    repository.change(150);
    const analysis = await api.analyse(repository.path);
    await api.makeTasks(analysis.id, TASKS);
    const tasks = await api.countTasks();
    const { files = 0, findings } = analysis.counts ?? {};
    say(`${files} files, ${findings?.open ?? 0} findings, ${tasks} tasks; ${service.url}`);
    expect(findings?.open).toBeGreaterThanOrEqual(FINDINGS);
    expect(tasks).toBeGreaterThanOrEqual(TASKS);
    const known = {
      repository: analysis.repository_id,
      before: before.id,
      file: await largestFile(api, analysis.id),
      task: await someTask(api),
    };
    await context.close();

    // Nothing is in the service's memory yet, as after a start.
    await service.stop();
    await service.start();
    const measuring = new Measuring(browser, session, service.url);
    const all: Figures[] = [];
    const wanted = timedPages(known).filter(({ name }) => !PAGES || PAGES.includes(name));
    for (const timed of wanted) all.push(await measuring.figuresOf(timed, ROUNDS));

    say(`${tableOf(all)}\nload of the machine: ${loadavg()[0]?.toFixed(1) ?? ''}`);
    expect(all.flatMap(missed), 'bars that are missed').toEqual([]);
  } finally {
    await service.end();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function largestFile(api: Api, analysis: string): Promise<string> {
  const { items } = await api.get<{ items: { path: string }[] }>(
    `/api/analyses/${analysis}/hotspots?limit=1`,
  );
  return items[0]?.path ?? '';
}

async function someTask(api: Api): Promise<string> {
  const { items } = await api.get<{ items: { id: string; path?: string | null }[] }>('/api/tasks?limit=50');
  return items.find(({ path }) => path)?.id ?? '';
}
