/** The findings of an analysis. */

import { infiniteQueryOptions } from '@tanstack/react-query';

import { analysisKeys, type Category, type Severity } from './analyses';
import { api, ask, type Schemas } from './client';

export type Finding = Schemas['Finding'];
export type FindingsOf = Schemas['FindingsOf'];

/** Which findings are wanted; lists take any of their values. */
export interface FindingFilter {
  state: FindingsOf;
  severity: Severity[];
  category: Category[];
  rule: string[];
  path: string;
  in_test: boolean | undefined;
}

export const queryOf = (filter: FindingFilter) => ({
  state: filter.state,
  ...(filter.severity.length > 0 ? { severity: filter.severity } : {}),
  ...(filter.category.length > 0 ? { category: filter.category } : {}),
  ...(filter.rule.length > 0 ? { rule: filter.rule } : {}),
  ...(filter.path !== '' ? { path: filter.path } : {}),
  ...(filter.in_test !== undefined ? { in_test: filter.in_test } : {}),
});

export const findingsQuery = (analysisId: string, filter: FindingFilter) =>
  infiniteQueryOptions({
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
