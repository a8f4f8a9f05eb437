/** `/api/jobs`. */

import { queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';

export type Job = Schemas['Job'];
export type JobCount = Schemas['JobCount'];
export type JobState = Schemas['JobState'];

export const jobKeys = { all: ['jobs'] as const };

export const JOBS_OF_PAGE = 50;

interface JobFilter {
  states?: readonly JobState[];
  kind?: string;
}

/** One page of the jobs, the newest first. */
export const jobsQuery = ({ states = [], kind }: JobFilter, cursor = '') => {
  const query = {
    limit: JOBS_OF_PAGE,
    ...(states.length > 0 ? { state: [...states] } : {}),
    ...(kind ? { kind: [kind] } : {}),
    ...(cursor ? { cursor } : {}),
  };
  return queryOptions({
    queryKey: [...jobKeys.all, 'list', query],
    queryFn: ({ signal }) => ask(api.GET('/api/jobs', { params: { query }, signal })),
  });
};

/** The analyses that have not ended. */
export const underWayQuery = () => jobsQuery({ states: ['queued', 'running'], kind: 'analyze_repository' });

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

/** The service takes so many at a time. */
const RETRIED_AT_ONCE = 1_000;
/** Jobs that end badly again at once would never run out. */
const MOST_ROUNDS = 20;

/** Tries all jobs of these states again, and says how many they were. */
export async function retryJobs(states: JobState[]): Promise<number> {
  let all = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { retried } = await ask(api.POST('/api/jobs/retry', { body: { state: states } }));
    all += retried;
    if (retried < RETRIED_AT_ONCE) break;
  }
  return all;
}
