/** Where a task belongs among the lists that are on the page: a change shows at once, before the service has said so. */

import type { Priority, Quadrant, Task, TaskStatus, WantedStatus } from '@/api/tasks';

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

/** The service's order: the highest score first, and among equals the lowest id. */
export const isBefore = (task: Task, other: Task): boolean =>
  task.score > other.score || (task.score === other.score && task.id < other.id);
