import type { Analysis } from '@/api/analyses';
import type { ComparedAnalysis } from '@/api/views';

/** What is said of an analysis that one may be compared with. */
export interface Base {
  id: string;
  commit: string | null | undefined;
  at: string;
}

/** The analyses that succeeded before this one, of those that were loaded; the chosen one too, however old it is. */
export function basesOf(
  analyses: readonly Analysis[],
  head: Pick<Analysis, 'created_at'>,
  chosen: ComparedAnalysis | undefined,
): Base[] {
  const earlier = analyses
    .filter((item) => item.state === 'succeeded' && item.created_at < head.created_at)
    .map(({ id, commit, finished_at, created_at }) => ({ id, commit, at: finished_at ?? created_at }));
  if (!chosen?.finished_at || earlier.some(({ id }) => id === chosen.analysis_id)) return earlier;
  return [...earlier, { id: chosen.analysis_id, commit: chosen.commit, at: chosen.finished_at }];
}
