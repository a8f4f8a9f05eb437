/** Changes a task's status: shown at once, with a way back, and never over somebody else's change. */

import { ApiError, asProblem } from '@/api/problem';
import { readTask, setTaskStatus, taskKeys, type Task, type TaskStatus } from '@/api/tasks';
import { carryOut, queries } from '@/app/queries';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

import { Moves } from './moves';
import { askAll, askRest, interrupt, isShown, show } from './shown';

export const moveTask = (task: Task, status: TaskStatus): void => void moves.move(task, status);

/** What was told of while moves were on their way, for their end: tasks with their new versions, or simply all. */
const told = new Map<string, number>();
let isAllTold = false;

/** Has the tasks asked for anew. */
export function refreshTasks(): void {
  if (moves.areUnderWay) isAllTold = true;
  else askAll();
}

/** Somebody has changed a task, and this is its version now: it alone is read, and put where it belongs. */
export async function refreshTask(id: string, version: number): Promise<void> {
  if (isShown(id, version) || isPutOff(id, version)) return;
  await interrupt();
  try {
    const task = await readTask(id);
    if (isPutOff(id, version)) return;
    if (!isShown(id, task.version)) show(task);
    askRest();
  } catch {
    // Gone, or not to be had: the lists say which.
    refreshTasks();
  }
}

/** While something moves, what was read would show it at its old place. */
function isPutOff(id: string, version: number): boolean {
  if (moves.areUnderWay) told.set(id, version);
  return moves.areUnderWay;
}

/** Who goes with the tasks that are moved. */
const followers = new Set<(task: Task) => void>();

/** Tells of each move before it is shown, and of its way back. */
export function followMoves(follower: (task: Task) => void): () => void {
  followers.add(follower);
  return () => void followers.delete(follower);
}

/** The moves of all the pages. */
export const moves: Moves = new Moves({
  hold: interrupt,
  show: (task) => {
    followers.forEach((follower) => follower(task));
    show(task);
  },
  send: (task, status) => carryOut(() => setTaskStatus(task.id, task.version, status)),
  arrived: (task, from, isUndo) =>
    notify({
      text: t.tasks.moved(task.title, t.taskStatus[task.status]),
      undo: isUndo ? undefined : () => void moves.move(task, from, true),
    }),
  failed: (task, error) => {
    isAllTold = true;
    const isStale = error instanceof ApiError && error.status === 412;
    notify({ text: isStale ? t.tasks.stale(task.title) : asProblem(error).detail, tone: 'problem' });
  },
  rested: () => void catchUp(),
});

/** What was asked for during a move may be answered from before it, and what was told of was not looked at. */
async function catchUp(): Promise<void> {
  await interrupt();
  const tasks = [...told];
  told.clear();
  if (isAllTold) {
    isAllTold = false;
    askAll();
  } else {
    askRest();
    for (const [id, version] of tasks) void refreshTask(id, version);
  }
}

queries.getQueryCache().subscribe((event) => {
  // What `show` wrote itself is no answer.
  if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
  const [kind] = event.query.queryKey as readonly unknown[];
  if (kind === taskKeys.all[0]) moves.showAgain();
});
