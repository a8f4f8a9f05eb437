/** A finding that somebody suppressed, or had counted again, changes where it is shown; long lists are not asked for anew. */

import { notifyManager, type Query } from '@tanstack/react-query';

import { analysisKeys } from '@/api/analyses';
import {
  findingQuery,
  readFinding,
  type Finding,
  type FindingDetail,
  type FindingsQuery,
} from '@/api/findings';
import { queries } from '@/app/queries';
import { renew } from '@/app/renew';
import { hasRunDry, type Pages } from '@/lib/placed';

import { changed } from './placing';

type List = Query<Pages<Finding>>;

interface Keyed {
  queryKey: readonly unknown[];
}

const partOf = ({ queryKey }: Keyed): unknown =>
  queryKey[0] === analysisKeys.all[0] ? queryKey[2] : undefined;

/** The parts of an analysis that show how findings stand; all the rest of a report never changes. */
const PARTS: readonly unknown[] = ['findings', 'groups', 'file'];

const showsFindings = (query: Keyed): boolean =>
  query.queryKey[0] === 'findings' || PARTS.includes(partOf(query));

/** The lists of all analyses that were asked for. */
const lists = (): List[] =>
  queries
    .getQueryCache()
    .findAll({ predicate: (query) => partOf(query) === 'findings' }) as unknown as List[];

/** How often each finding was looked at: only what came of the last time is shown. */
const looks = new Map<string, number>();

function look(id: string): () => boolean {
  const turn = (looks.get(id) ?? 0) + 1;
  looks.set(id, turn);
  return () => looks.get(id) === turn;
}

/** Somebody has changed a finding: it alone is read, and put where it belongs. */
export async function refreshFinding(id: string): Promise<void> {
  if (queries.getQueryCache().findAll({ predicate: showsFindings }).length === 0) return;
  const isLast = look(id);
  try {
    const finding = await readFinding(id);
    if (isLast()) showFinding(finding);
  } catch {
    // Gone, or not to be had: the lists say which.
    if (isLast()) renew({ predicate: showsFindings });
  }
}

/** Puts the finding, as it stands now, where it belongs in every list that was loaded. */
export function showFinding(finding: FindingDetail): void {
  look(finding.id);
  const { queryKey } = findingQuery(finding.id);
  notifyManager.batch(() => {
    // What is on its way may be from before the change.
    void queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, finding);
    for (const list of lists()) showIn(list, finding);
    renew({
      predicate: (query) =>
        partOf(query) === 'groups' || (partOf(query) === 'file' && query.queryKey[3] === finding.path),
    });
  });
}

/** For lists that were being read as findings changed: what comes may be from before that. */
const missed = new WeakMap<object, Map<string, FindingDetail>>();

function showIn(list: List, finding: FindingDetail): void {
  const { data, dataUpdatedAt, isInvalidated, fetchStatus } = list.state;
  if (fetchStatus !== 'idle') {
    const known = missed.get(list) ?? new Map<string, FindingDetail>();
    missed.set(list, known.set(finding.id, finding));
  }
  if (!data) return;
  const [, analysisId, , query] = list.queryKey as [string, string, string, FindingsQuery];
  const next = changed(data, analysisId, query, finding);
  if (next === data) return;
  // One finding that is known does not make the rest of the list any newer.
  queries.setQueryData(list.queryKey, next, { updatedAt: dataUpdatedAt });
  if (isInvalidated) list.invalidate();
  if (hasRunDry(next)) void queries.invalidateQueries({ queryKey: list.queryKey, exact: true });
}

queries.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated') return;
  const known = missed.get(event.query);
  if (!known) return;
  const { action } = event;
  // A list that is read from now on knows of the change.
  if (action.type === 'fetch') missed.delete(event.query);
  if (action.type !== 'success' || action.manual) return;
  missed.delete(event.query);
  for (const finding of known.values()) showIn(event.query as List, finding);
});
