/**
 * The tasks that the pages have loaded. One that was changed is put where it belongs in every list, so that only what
 * cannot be known without asking is asked for.
 */

import { notifyManager, type Query } from '@tanstack/react-query';

import { taskKeys, type Task } from '@/api/tasks';
import { queries } from '@/app/queries';
import { renew } from '@/app/renew';
import { hasRunDry, placed, type Pages } from '@/lib/placed';

import { belongs, isBefore, type ListQuery } from './placing';

/** The version in which each task was shown last. */
const versions = new Map<string, number>();

/** Whether the pages show the task as it is in this version, or a newer one. */
export const isShown = (id: string, version: number): boolean => (versions.get(id) ?? 0) >= version;

/** Puts the task where it belongs in every list that was loaded, in all of them at once. */
export function show(task: Task): void {
  versions.set(task.id, task.version);
  notifyManager.batch(() => {
    queries.setQueryData(taskKeys.one(task.id), task);
    for (const list of loadedLists()) {
      const { data, dataUpdatedAt, isInvalidated } = list.state;
      if (!data) continue;
      const next = placed(data, task, belongs(task, list.queryKey[2] as ListQuery), isBefore);
      // One task that is known does not make the rest of the list any newer.
      queries.setQueryData(list.queryKey, next, { updatedAt: dataUpdatedAt });
      if (isInvalidated) list.invalidate();
    }
  });
}

const loadedLists = (): Query<Pages<Task>>[] =>
  queries.getQueryCache().findAll({ queryKey: taskKeys.lists }) as unknown as Query<Pages<Task>>[];

/** Questions whose answers nobody waits for any more: they may be from before a change. */
const interrupted = new Set<string>();

/** Stops what would soon show the tasks as they were. */
export async function interrupt(): Promise<void> {
  const filter = { queryKey: taskKeys.all, fetchStatus: 'fetching' } as const;
  for (const { queryHash } of queries.getQueryCache().findAll(filter)) interrupted.add(queryHash);
  await queries.cancelQueries(filter);
}

/** Asks for what the change of a task leaves open: the counts, what was interrupted, and lists that show nothing more. */
export function askRest(): void {
  const wanted = new Set(interrupted);
  interrupted.clear();
  for (const { queryHash } of queries.getQueryCache().findAll({ queryKey: taskKeys.counts }))
    wanted.add(queryHash);
  for (const { queryHash, state } of loadedLists())
    if (state.data && hasRunDry(state.data)) wanted.add(queryHash);
  void queries.invalidateQueries({
    queryKey: taskKeys.all,
    predicate: ({ queryHash }) => wanted.has(queryHash),
  });
}

/** Asks for all of them. */
export function askAll(): void {
  interrupted.clear();
  renew({ queryKey: taskKeys.all });
}
