/** `/api/jobs`. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';

export type Job = Schemas['Job'];
export type JobCount = Schemas['JobCount'];
export type JobState = Schemas['JobState'];

export const jobKeys = { all: ['jobs'] as const };

export const jobsQuery = (states: JobState[], limit = 50) => {
  const query = { limit, ...(states.length > 0 ? { state: states } : {}) };
  return infiniteQueryOptions({
    queryKey: [...jobKeys.all, query],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/jobs', {
          params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
};

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: [...jobKeys.all, 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/jobs/{id}', { ...at(id), signal })),
  });

export const jobCountsQuery = () =>
  queryOptions({
    queryKey: [...jobKeys.all, 'summary'],
    queryFn: ({ signal }) => ask(api.GET('/api/jobs/summary', { signal })),
  });

const at = (id: string) => ({ params: { path: { id } } });

export const cancelJob = (id: string): Promise<Job> => ask(api.POST('/api/jobs/{id}/cancel', at(id)));
export const retryJob = (id: string): Promise<Job> => ask(api.POST('/api/jobs/{id}/retry', at(id)));
export const deleteJob = (id: string): Promise<unknown> => ask(api.DELETE('/api/jobs/{id}', at(id)));
export const retryJobs = (states: JobState[]): Promise<Schemas['Retried']> =>
  ask(api.POST('/api/jobs/retry', { body: { state: states } }));
