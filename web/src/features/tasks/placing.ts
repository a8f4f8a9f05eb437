/** Where a task belongs among the lists that are on the page: a change shows at once, before the service has said so. */

import type { InfiniteData } from '@tanstack/react-query';

import type { Priority, Quadrant, Task, TaskStatus, WantedStatus } from '@/api/tasks';

export type TaskPages = InfiniteData<{ items: Task[]; next_cursor?: string | null | undefined }, string>;

/** What a list asks for, as its key in the cache says. */
export interface ListQuery {
  status: WantedStatus[];
  repository?: string;
  priority?: Priority[];
  quadrant?: Quadrant[];
  query?: string;
}

const CLOSED: readonly TaskStatus[] = ['done', 'rejected'];

export const isClosed = (status: TaskStatus): boolean => CLOSED.includes(status);

/** Whether a list that asks for this holds the task. */
export function belongs(task: Task, query: ListQuery): boolean {
  const hasStatus = query.status.some(
    (wanted) => wanted === 'all' || (wanted === 'open' ? !isClosed(task.status) : wanted === task.status),
  );
  const hasPriority = !query.priority || query.priority.includes(task.priority);
  const hasQuadrant = !query.quadrant || query.quadrant.includes(task.quadrant);
  const hasText =
    !query.query || `${task.title}\n${task.path ?? ''}`.toLowerCase().includes(query.query.toLowerCase());
  const isOfRepository = !query.repository || query.repository === task.repository_id;
  return hasStatus && hasPriority && hasQuadrant && hasText && isOfRepository;
}

/**
 * The list with the task at its place, which follows from its score, or without it. A place beyond what was loaded is
 * left to the next page.
 */
export function placed(pages: TaskPages, task: Task, isHere: boolean): TaskPages {
  const without = pages.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => item.id !== task.id),
  }));
  if (!isHere) return { ...pages, pages: without };
  const at = without.findIndex((page, index) => {
    const last = page.items.at(-1);
    return index === without.length - 1 ? !page.next_cursor || isBefore(task, last) : isBefore(task, last);
  });
  return {
    ...pages,
    pages: without.map((page, index) =>
      index === at ? { ...page, items: inserted(page.items, task) } : page,
    ),
  };
}

/** The service's order: the highest score first, and among equals the lowest id. */
const isBefore = (task: Task, other: Task | undefined): boolean =>
  other !== undefined && (task.score > other.score || (task.score === other.score && task.id < other.id));

function inserted(items: Task[], task: Task): Task[] {
  const at = items.findIndex((item) => isBefore(task, item));
  return at < 0 ? [...items, task] : [...items.slice(0, at), task, ...items.slice(at)];
}

/** Whether all that was loaded of a list has gone elsewhere, and there is more of it. */
export const hasRunDry = ({ pages }: TaskPages): boolean =>
  pages.every(({ items }) => items.length === 0) && Boolean(pages.at(-1)?.next_cursor);
