/** `/api/repositories`. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';

export type Repository = Schemas['Repository'];
export type RepositoryDetail = Schemas['RepositoryDetail'];
export type Submission = Schemas['Submission'];
export type Submitted = Schemas['Submitted'];

export const repositoryKeys = {
  all: ['repositories'] as const,
  one: (id: string) => ['repositories', id] as const,
};

/** The service takes no longer part of a name. */
const LONGEST_PART = 200;

/** All repositories, or those with this in their names. */
export const repositoriesQuery = (words = '') => {
  // By characters: half of one cannot be sent.
  const part = Array.from(words).slice(0, LONGEST_PART).join('');
  const query = { limit: 50, ...(part ? { query: part } : {}) };
  return infiniteQueryOptions({
    queryKey: [...repositoryKeys.all, 'list', part],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/repositories', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
};

export const repositoryQuery = (id: string) =>
  queryOptions({
    queryKey: repositoryKeys.one(id),
    queryFn: ({ signal }) => ask(api.GET('/api/repositories/{id}', { params: { path: { id } }, signal })),
  });

/** How far search is with a repository. */
export const indexQuery = (id: string) =>
  queryOptions({
    queryKey: [...repositoryKeys.one(id), 'index'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/repositories/{id}/index', { params: { path: { id } }, signal })),
  });

/** What is to be said of an address before it is submitted. */
export const checkQuery = (source: string) =>
  queryOptions({
    queryKey: ['check', source],
    queryFn: ({ signal }) => ask(api.POST('/api/repositories/check', { body: { source }, signal })),
    enabled: source !== '',
    staleTime: 10_000,
  });

export const submitRepository = (body: Submission): Promise<Submitted> =>
  ask(api.POST('/api/repositories', { body }));

export const deleteRepository = (id: string): Promise<unknown> =>
  ask(api.DELETE('/api/repositories/{id}', { params: { path: { id } } }));
