/** What the benchmark works on, brought into the service by the API, as a script would. */

import type { APIRequestContext, APIResponse } from '@playwright/test';

import type { components } from '../src/api/schema';

type Schemas = components['schemas'];

const AT_ONCE = 8;
const PAUSE_MS = 250;

export class Api {
  constructor(
    private readonly requests: APIRequestContext,
    private readonly url: string,
  ) {}

  /** Submits the repository, and waits until it is analysed and searchable. */
  async analyse(source: string): Promise<Schemas['Analysis']> {
    const { analysis } = await this.post<Schemas['Submitted']>('/api/repositories', { source });
    for (;;) {
      const seen = await this.get<Schemas['Analysis']>(`/api/analyses/${analysis.id}`);
      if (seen.state === 'failed' || seen.state === 'cancelled')
        throw new Error(`the analysis ${seen.state}`);
      const { items } = await this.get<Schemas['JobSummary']>('/api/jobs/summary');
      const isBusy = items.some(({ state, jobs }) => jobs > 0 && (state === 'queued' || state === 'running'));
      if (seen.state === 'succeeded' && !isBusy) return seen;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Makes tasks of findings until there are so many, and moves some of them through the board. */
  async makeTasks(analysis: string, wanted: number): Promise<void> {
    const statuses = ['assigned', 'in_progress', 'review', 'testing', 'blocked', 'done'] as const;
    let cursor = '';
    for (let made = await this.countTasks(); made < wanted; made = await this.countTasks()) {
      const page = await this.get<{ items: { id: string }[]; next_cursor?: string | null }>(
        `/api/analyses/${analysis}/findings?limit=100${cursor}`,
      );
      for (let at = 0; at < page.items.length; at += AT_ONCE) {
        await Promise.all(
          page.items.slice(at, at + AT_ONCE).map(async ({ id }, index) => {
            const task = await this.post<Schemas['Task']>(`/api/findings/${id}/task`);
            const status = statuses[(at + index) % 24];
            if (status) await this.setStatus(task, status);
          }),
        );
      }
      if (!page.next_cursor) return;
      cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
  }

  async countTasks(): Promise<number> {
    const { items } = await this.get<{ items: { tasks: number }[] }>('/api/tasks/summary');
    return items.reduce((sum, { tasks }) => sum + tasks, 0);
  }

  async get<T>(path: string): Promise<T> {
    return read<T>(await this.requests.get(this.url + path));
  }

  private async post<T>(path: string, data?: object): Promise<T> {
    return read<T>(
      await this.requests.post(this.url + path, { headers: this.headers, ...(data && { data }) }),
    );
  }

  private async setStatus(task: Schemas['Task'], status: Schemas['TaskStatus']): Promise<void> {
    const headers = { ...this.headers, 'if-match': `"${task.version}"` };
    await read(
      await this.requests.patch(`${this.url}/api/tasks/${task.id}/status`, { headers, data: { status } }),
    );
  }

  /** Requests that change something must come from the service's own pages. */
  private get headers() {
    return { origin: this.url };
  }
}

async function read<T>(reply: APIResponse): Promise<T> {
  if (!reply.ok()) throw new Error(`${reply.url()} answered ${reply.status()}: ${await reply.text()}`);
  return (await reply.json()) as T;
}
