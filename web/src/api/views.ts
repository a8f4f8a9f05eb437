/** The views of a report. A report never changes, so what was read once is good for as long as the page is open. */

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { analysisKeys } from './analyses';
import { api, ask, type Schemas } from './client';
import { queryOf, toldOf, type FindingFilter } from './findings';
import { repositoryKeys } from './repositories';

export type Overview = Schemas['Overview'];
export type Hotspot = Schemas['Hotspot'];
export type FunctionMetrics = Schemas['Function'];
export type FunctionSort = Schemas['FunctionSort'];
export type Order = Schemas['Order'];
export type Clone = Schemas['ListedClone'];
export type Treemap = Schemas['Treemap'];
export type TreemapItem = Schemas['TreemapItem'];
export type ImportGraph = Schemas['ImportGraph'];
export type GraphNode = Schemas['GraphNode'];
export type GraphEdge = Schemas['GraphEdge'];
export type Comparison = Schemas['Comparison'];
export type ComparedAnalysis = Schemas['ComparedAnalysis'];
export type ImportCycle = Schemas['ImportCycle'];
export type Dependencies = Schemas['DependencyPage'];
export type FileView = Schemas['FileView'];
export type RuleText = Schemas['RuleText'];
export type GroupBy = Schemas['GroupBy'];
export type FindingGroup = Schemas['FindingGroup'];
export type TrendPoint = Schemas['TrendPoint'];

const LASTS = { staleTime: Infinity } as const;

const paged = {
  initialPageParam: '',
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
};

const from = (cursor: string) => (cursor ? { cursor } : {});

/** A list of a report that nothing narrows. */
const listQuery = <P extends { next_cursor?: string | null }>(
  id: string,
  name: string,
  limit: number,
  read: (page: {
    params: { path: { id: string }; query: { limit: number; cursor?: string } };
    signal: AbortSignal;
  }) => Promise<P>,
) =>
  infiniteQueryOptions({
    ...LASTS,
    ...paged,
    queryKey: [...analysisKeys.one(id), name],
    queryFn: ({ pageParam, signal }) =>
      read({ params: { path: { id }, query: { limit, ...from(pageParam) } }, signal }),
  });

export const overviewQuery = (id: string) =>
  queryOptions({
    ...LASTS,
    queryKey: [...analysisKeys.one(id), 'overview'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/analyses/{id}/overview', { params: { path: { id } }, signal })),
  });

export const rulesQuery = (id: string) =>
  queryOptions({
    ...LASTS,
    queryKey: [...analysisKeys.one(id), 'rules'],
    queryFn: ({ signal }) => ask(api.GET('/api/analyses/{id}/rules', { params: { path: { id } }, signal })),
  });

export const hotspotsQuery = (id: string) =>
  listQuery(id, 'hotspots', 100, (page) => ask(api.GET('/api/analyses/{id}/hotspots', page)));

export const treemapKey = (id: string, folder: string | null) =>
  [...analysisKeys.one(id), 'treemap', folder] as const;

/** What stands in each of several folders; those that are still awaited are not there. */
export const insideQueries = (id: string, folders: readonly string[]) => ({
  queries: folders.map((folder) => ({
    ...LASTS,
    queryKey: treemapKey(id, folder),
    queryFn: ({ signal }: { signal: AbortSignal }) => readTreemap(id, folder, signal),
  })),
  combine: (results: { data: Treemap | undefined }[]): ReadonlyMap<string, TreemapItem[]> =>
    new Map(
      folders.flatMap((folder, index) => {
        const items = results[index]?.data?.items;
        return items ? [[folder, items] as const] : [];
      }),
    ),
});

export const readTreemap = (id: string, folder: string, signal: AbortSignal): Promise<Treemap> =>
  ask(
    api.GET('/api/analyses/{id}/treemap', {
      params: { path: { id }, query: folder ? { folder } : {} },
      signal,
    }),
  );

export interface FunctionFilter {
  sort: FunctionSort;
  order: Order | undefined;
  path: string;
  in_test: boolean | undefined;
}

export const functionsQuery = (id: string, { sort, order, path, in_test }: FunctionFilter) => {
  const query = {
    sort,
    limit: 100,
    ...(order ? { order } : {}),
    ...(path ? { path } : {}),
    ...(in_test === undefined ? {} : { in_test }),
  };
  return infiniteQueryOptions({
    ...LASTS,
    ...paged,
    queryKey: [...analysisKeys.one(id), 'functions', query],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/analyses/{id}/functions', {
          params: { path: { id }, query: { ...query, ...from(pageParam) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
};

export const clonesQuery = (id: string, path: string) =>
  infiniteQueryOptions({
    ...LASTS,
    ...paged,
    queryKey: [...analysisKeys.one(id), 'clones', path],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/analyses/{id}/clones', {
          params: { path: { id }, query: { limit: 50, ...(path ? { path } : {}), ...from(pageParam) } },
          signal,
        }),
      ),
  });

export const cyclesQuery = (id: string) =>
  listQuery(id, 'cycles', 50, (page) => ask(api.GET('/api/analyses/{id}/cycles', page)));

export const dependenciesQuery = (id: string) =>
  listQuery(id, 'dependencies', 100, (page) => ask(api.GET('/api/analyses/{id}/dependencies', page)));

/** A folder's import graph. */
export const readGraph = (id: string, folder: string, signal: AbortSignal): Promise<ImportGraph> =>
  ask(
    api.GET('/api/analyses/{id}/graph', {
      params: { path: { id }, query: folder ? { folder } : {} },
      signal,
    }),
  );

/** A file as it was analysed. Its findings may be suppressed meanwhile, so it is looked at again. */
export const fileQuery = (id: string, path: string) =>
  queryOptions({
    queryKey: [...analysisKeys.one(id), 'file', path],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/analyses/{id}/file', { params: { path: { id }, query: { path } }, signal })),
    staleTime: 60_000,
  });

export const groupsQuery = (id: string, by: GroupBy, filter: FindingFilter) => {
  const query = { by, ...queryOf(filter), limit: 200 };
  return infiniteQueryOptions({
    ...paged,
    ...toldOf,
    queryKey: [...analysisKeys.one(id), 'groups', query],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/analyses/{id}/findings/groups', {
          params: { path: { id }, query: { ...query, ...from(pageParam) } },
          signal,
        }),
      ),
    // No placeholder: the groups of another grouping have other keys.
  });
};

export const comparisonQuery = (id: string, base: string | undefined) =>
  queryOptions({
    ...LASTS,
    queryKey: [...analysisKeys.one(id), 'comparison', base],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/analyses/{id}/comparison', {
          params: { path: { id }, query: base ? { base } : {} },
          signal,
        }),
      ),
  });

/** The findings that came or went, the first of them as the comparison told. */
export const changedQuery = (
  id: string,
  base: string | undefined,
  of: 'new' | 'fixed',
  first: Comparison['new_findings'],
) =>
  infiniteQueryOptions({
    ...LASTS,
    ...paged,
    queryKey: [...analysisKeys.one(id), 'comparison', base, of],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/analyses/{id}/comparison/findings', {
          params: { path: { id }, query: { ...(base ? { base } : {}), of, limit: 100, ...from(pageParam) } },
          signal,
        }),
      ),
    initialData: {
      pages: [{ items: first.items, next_cursor: first.next_cursor ?? null }],
      pageParams: [''],
    },
  });

export const trendQuery = (repositoryId: string) =>
  queryOptions({
    queryKey: [...repositoryKeys.one(repositoryId), 'trend'],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/repositories/{id}/trend', {
          params: { path: { id: repositoryId }, query: { limit: 60 } },
          signal,
        }),
      ),
  });
