/** Changes a task's status: shown at once, with a way back, and never over somebody else's change. */

import { notifyManager, useQueryClient, type QueryClient } from '@tanstack/react-query';

import { ApiError, asProblem } from '@/api/problem';
import { setTaskStatus, taskKeys, type Task, type TaskStatus } from '@/api/tasks';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

import { Moves } from './moves';
import { belongs, placed, type ListQuery, type TaskPages } from './placing';

export function useMoveTask() {
  const queries = useQueryClient();
  return (task: Task, status: TaskStatus) => void movesOf(queries).move(newest(queries, task), status);
}

/** Has the tasks asked for anew; while moves are on their way, their end does so. */
export function refreshTasks(queries: QueryClient): void {
  if (!movesOf(queries).areUnderWay) void queries.invalidateQueries({ queryKey: taskKeys.all });
}

const known = new WeakMap<QueryClient, Moves>();

/** The moves of all the pages that share what was read. */
export function movesOf(queries: QueryClient): Moves {
  const moves = known.get(queries) ?? makeMoves(queries);
  known.set(queries, moves);
  return moves;
}

function makeMoves(queries: QueryClient): Moves {
  const moves = new Moves({
    hold: () => queries.cancelQueries({ queryKey: taskKeys.all }),
    show: (task) => show(queries, task),
    // As a mutation, so that a refusal for want of a session is noticed as everywhere.
    send: (task, status) =>
      queries
        .getMutationCache()
        .build(queries, { mutationFn: () => setTaskStatus(task.id, task.version, status) })
        .execute(undefined),
    arrived: (task, from, isUndo) =>
      notify({
        text: t.tasks.moved(task.title, t.taskStatus[task.status]),
        action: isUndo
          ? undefined
          : { label: t.actions.undo, run: () => void moves.move(newest(queries, task), from, true) },
      }),
    failed: (task, error) => {
      const isStale = error instanceof ApiError && error.status === 412;
      notify({ text: isStale ? t.tasks.stale(task.title) : asProblem(error).detail, tone: 'problem' });
    },
    rested: () => void queries.invalidateQueries({ queryKey: taskKeys.all }),
  });
  return moves;
}

/** A card that was lifted, or a message with a way back, may know the task from before its last move. */
function newest(queries: QueryClient, task: Task): Task {
  const seen = queries.getQueryData<Task>(taskKeys.one(task.id));
  return seen && seen.version > task.version ? seen : task;
}

/** Puts the task where it belongs in every list that was loaded, in all of them at once. */
function show(queries: QueryClient, task: Task): void {
  notifyManager.batch(() => {
    queries.setQueryData(taskKeys.one(task.id), task);
    for (const [key, pages] of queries.getQueriesData<TaskPages>({ queryKey: taskKeys.lists })) {
      if (pages) queries.setQueryData(key, placed(pages, task, belongs(task, key[2] as ListQuery)));
    }
  });
}
