/** Which columns of the board are folded, as this browser remembers. */

import { STATUSES, type TaskStatus } from '@/api/tasks';
import { isStrings, recall, remember } from '@/lib/storage';

const KEY = 'board.folded';
const USUALLY: readonly TaskStatus[] = ['assigned', 'review', 'testing', 'blocked', 'rejected'];

export const recallFolded = (): readonly string[] => recall(KEY, isStrings) ?? USUALLY;

export const rememberFolded = (folded: readonly string[]): void => remember(KEY, folded);

/** The columns that are seen when the board appears. */
export function unfolded(): TaskStatus[] {
  const folded = recallFolded();
  return STATUSES.filter((status) => !folded.includes(status));
}
