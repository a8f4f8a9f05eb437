/** Which tasks are shown and how, as it stands in the address. */

import { LONGEST_PART, type Priority, type Quadrant, type TaskFilter } from '@/api/tasks';
import { compact, oneOf, someOf, textOf } from '@/lib/params';

export const PRIORITIES: readonly Priority[] = ['P0', 'P1', 'P2', 'P3'];

export const QUADRANTS: readonly Quadrant[] = ['do_first', 'plan', 'quick_win', 'backlog'];

export interface BoardSearch {
  view?: 'list' | undefined;
  repository?: string | undefined;
  priority?: Priority[] | undefined;
  quadrant?: Quadrant[] | undefined;
  text?: string | undefined;
}

export const boardSearch = (search: Record<string, unknown>): BoardSearch =>
  compact({
    view: oneOf(search.view, ['list'] as const),
    repository: textOf(search.repository),
    priority: someOf(search.priority, PRIORITIES),
    quadrant: someOf(search.quadrant, QUADRANTS),
    // By characters: half of one cannot be sent.
    text: Array.from(textOf(search.text) ?? '')
      .slice(0, LONGEST_PART)
      .join(''),
  });

export const filterOf = (search: BoardSearch): TaskFilter => ({
  repository: search.repository,
  priority: search.priority ?? [],
  quadrant: search.quadrant ?? [],
  text: search.text ?? '',
});

/** Every filter taken away. */
export const UNNARROWED: BoardSearch = {
  repository: undefined,
  priority: undefined,
  quadrant: undefined,
  text: undefined,
};
