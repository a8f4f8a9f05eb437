/** Findings: those of an analysis, and what can be done about one. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { analysisKeys, type Category, type Severity } from './analyses';
import { api, ask, type Schemas } from './client';
import type { Task } from './tasks';

export type Finding = Schemas['Finding'];
/** One finding, wherever it was seen last. */
export type FindingDetail = Schemas['FindingDetail'];
export type FindingsOf = Schemas['FindingsOf'];

export const MOST_FINGERPRINTS = 50;

/** Which findings are wanted; lists take any of their values. */
export interface FindingFilter {
  state: FindingsOf;
  severity: Severity[];
  category: Category[];
  rule: string[];
  /** Only these findings; the service takes so many and no more: see `MOST_FINGERPRINTS`. */
  fingerprint: string[];
  path: string;
  /** Only files directly in this folder; `.` is the root. */
  folder: string;
  in_test: boolean | undefined;
}

export const queryOf = (filter: FindingFilter) => ({
  state: filter.state,
  ...(filter.severity.length > 0 ? { severity: filter.severity } : {}),
  ...(filter.category.length > 0 ? { category: filter.category } : {}),
  ...(filter.rule.length > 0 ? { rule: filter.rule } : {}),
  ...(filter.fingerprint.length > 0 ? { fingerprint: filter.fingerprint } : {}),
  ...(filter.path !== '' ? { path: filter.path } : {}),
  ...(filter.folder !== '' ? { folder: filter.folder } : {}),
  ...(filter.in_test !== undefined ? { in_test: filter.in_test } : {}),
});

/** What a list of findings asks for. */
export type FindingsQuery = ReturnType<typeof queryOf>;

/** Lists of findings change with their findings' states, of which events tell; asking for a long one takes long. */
export const toldOf = { staleTime: 60_000, refetchOnWindowFocus: false } as const;

export const findingsQuery = (analysisId: string, filter: FindingFilter) =>
  infiniteQueryOptions({
    ...toldOf,
    queryKey: [...analysisKeys.one(analysisId), 'findings', queryOf(filter)],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/analyses/{id}/findings', {
          params: {
            path: { id: analysisId },
            query: { ...queryOf(filter), limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

const at = (id: string) => ({ params: { path: { id } } });

export const readFinding = (id: string, signal: AbortSignal | null = null): Promise<FindingDetail> =>
  ask(api.GET('/api/findings/{id}', { ...at(id), signal }));

export const findingQuery = (id: string) =>
  queryOptions({
    queryKey: ['findings', id],
    queryFn: ({ signal }) => readFinding(id, signal),
  });

/** Says that a finding is not to be counted, and why. */
export const suppressFinding = (id: string, reason: string): Promise<FindingDetail> =>
  ask(api.PUT('/api/findings/{id}/suppression', { ...at(id), body: { reason } }));

/** Takes that back. */
export const unsuppressFinding = (id: string): Promise<FindingDetail> =>
  ask(api.DELETE('/api/findings/{id}/suppression', at(id)));

/** The task of a finding: a new one, or the one that there is. */
export const makeTask = (id: string): Promise<Task> => ask(api.POST('/api/findings/{id}/task', at(id)));
