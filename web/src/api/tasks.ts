/** `/api/tasks`. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';

export type Task = Schemas['Task'];
export type TaskStatus = Schemas['TaskStatus'];
export type Priority = Schemas['Priority'];
export type Quadrant = Schemas['Quadrant'];
export type WantedStatus = Schemas['WantedStatus'];

/** The life of a task, in the order of the board's columns. */
export const STATUSES: readonly TaskStatus[] = [
  'created',
  'assigned',
  'in_progress',
  'review',
  'testing',
  'blocked',
  'done',
  'rejected',
];

/** The service takes no longer part of a title or path. */
export const LONGEST_PART = 200;

export interface TaskFilter {
  repository: string | undefined;
  priority: Priority[];
  quadrant: Quadrant[];
  /** Part of the title or the path. */
  text: string;
}

const queryOf = (filter: TaskFilter) => ({
  ...(filter.repository ? { repository: filter.repository } : {}),
  ...(filter.priority.length > 0 ? { priority: filter.priority } : {}),
  ...(filter.quadrant.length > 0 ? { quadrant: filter.quadrant } : {}),
  ...(filter.text ? { query: filter.text } : {}),
});

export const taskKeys = {
  all: ['tasks'] as const,
  lists: ['tasks', 'list'] as const,
  counts: ['tasks', 'summary'] as const,
  one: (id: string) => ['tasks', 'one', id] as const,
};

export const tasksQuery = (status: WantedStatus, filter: TaskFilter, limit = 50) => {
  const query = { status: [status], limit, ...queryOf(filter) };
  return infiniteQueryOptions({
    queryKey: [...taskKeys.lists, query],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/tasks', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
};

/** How many tasks have each status. */
export const taskCountsQuery = (filter: TaskFilter) =>
  queryOptions({
    queryKey: [...taskKeys.counts, queryOf(filter)],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/tasks/summary', { params: { query: queryOf(filter) }, signal })),
  });

export const readTask = (id: string, signal: AbortSignal | null = null): Promise<Task> =>
  ask(api.GET('/api/tasks/{id}', { params: { path: { id } }, signal }));

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: taskKeys.one(id),
    queryFn: ({ signal }) => readTask(id, signal),
  });

/** A change without an answer for so long has failed: as long as it is under way, tasks are not asked for anew. */
const PATIENCE_MS = 30_000;

/** Sets a task's status if nobody has changed the task since it had this version; else the error's status is 412. */
export const setTaskStatus = (id: string, version: number, status: TaskStatus): Promise<Task> =>
  ask(
    api.PATCH('/api/tasks/{id}/status', {
      params: { path: { id }, header: { 'if-match': `"${version}"` } },
      body: { status },
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  );
