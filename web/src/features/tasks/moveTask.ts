/** Changes a task's status: shown at once, with a way back, and never over somebody else's change. */

import { notifyManager } from '@tanstack/react-query';

import { ApiError, asProblem } from '@/api/problem';
import { setTaskStatus, taskKeys, type Task, type TaskStatus } from '@/api/tasks';
import { queries } from '@/app/queries';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

import { Moves } from './moves';
import { belongs, placed, type ListQuery, type TaskPages } from './placing';

export const moveTask = (task: Task, status: TaskStatus): void => void moves.move(task, status);

/** Has the tasks asked for anew; while moves are on their way, their end does so. */
export function refreshTasks(): void {
  if (!moves.areUnderWay) void queries.invalidateQueries({ queryKey: taskKeys.all });
}

/** The moves of all the pages. */
export const moves: Moves = new Moves({
  hold: () => queries.cancelQueries({ queryKey: taskKeys.all }),
  show,
  // As a mutation, so that a refusal for want of a session is noticed as everywhere.
  send: (task, status) =>
    queries
      .getMutationCache()
      .build(queries, { mutationFn: () => setTaskStatus(task.id, task.version, status) })
      .execute(undefined),
  arrived: (task, from, isUndo) =>
    notify({
      text: t.tasks.moved(task.title, t.taskStatus[task.status]),
      action: isUndo ? undefined : { label: t.actions.undo, run: () => void moves.move(task, from, true) },
    }),
  failed: (task, error) => {
    const isStale = error instanceof ApiError && error.status === 412;
    notify({ text: isStale ? t.tasks.stale(task.title) : asProblem(error).detail, tone: 'problem' });
  },
  rested: () => void askAnew(),
});

/** What was asked for during a move may be answered from before it: such answers are not waited for. */
async function askAnew(): Promise<void> {
  await queries.cancelQueries({ queryKey: taskKeys.all });
  await queries.invalidateQueries({ queryKey: taskKeys.all });
}

queries.getQueryCache().subscribe((event) => {
  // What `show` wrote itself is no answer.
  if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
  const [kind] = event.query.queryKey as readonly unknown[];
  if (kind === taskKeys.all[0]) moves.showAgain();
});

/** Puts the task where it belongs in every list that was loaded, in all of them at once. */
function show(task: Task): void {
  notifyManager.batch(() => {
    queries.setQueryData(taskKeys.one(task.id), task);
    for (const [key, pages] of queries.getQueriesData<TaskPages>({ queryKey: taskKeys.lists })) {
      if (pages) queries.setQueryData(key, placed(pages, task, belongs(task, key[2] as ListQuery)));
    }
  });
}
