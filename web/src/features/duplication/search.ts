import { compact, textOf } from '@/lib/params';

/** Which clones are shown, as it stands in the address. */
export interface CloneSearch {
  analysis?: string | undefined;
  path?: string | undefined;
  /** The clone that is shown side by side: its place in the list. */
  clone?: number | undefined;
}

export const cloneSearch = (search: Record<string, unknown>): CloneSearch =>
  compact({
    analysis: textOf(search.analysis),
    path: textOf(search.path),
    clone: isPlace(search.clone) ? search.clone : undefined,
  });

/** More clones are never listed. */
const MOST = 10_000;

const isPlace = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < MOST;
