/** `/api/analyses`, and the analyses of a repository. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';
import { repositoryKeys } from './repositories';

/** What an analysis has found so far; null for what is not known yet. */
export type Found = Schemas['Found'];
export type Progress = Schemas['Progress'];
export type Analysis = Schemas['Analysis'];
export type AnalysisState = Schemas['AnalysisState'];
export type Insight = Schemas['Insight'];
export type Rating = Schemas['Rating'];
export type Severity = Schemas['Severity'];
export type Category = Schemas['Category'];

export const analysisKeys = {
  all: ['analyses'] as const,
  one: (id: string) => ['analyses', id] as const,
};

/** Whether nothing more will happen to it, unless somebody asks for it again. */
export const hasEnded = (state: AnalysisState): boolean => state !== 'queued' && state !== 'running';

export const readAnalysis = (id: string, signal: AbortSignal): Promise<Analysis> =>
  ask(api.GET('/api/analyses/{id}', { params: { path: { id } }, signal }));

export const analysisQuery = (id: string) =>
  queryOptions({
    queryKey: analysisKeys.one(id),
    queryFn: ({ signal }) => readAnalysis(id, signal),
  });

export const insightsQuery = (id: string) =>
  queryOptions({
    queryKey: [...analysisKeys.one(id), 'insights'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/analyses/{id}/insights', { params: { path: { id } }, signal })),
    staleTime: Infinity,
  });

export const analysesOfQuery = (repositoryId: string) =>
  infiniteQueryOptions({
    queryKey: [...repositoryKeys.one(repositoryId), 'analyses'],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/repositories/{id}/analyses', {
          params: {
            path: { id: repositoryId },
            query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
