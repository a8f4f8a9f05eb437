/** `/ready`: how the service and what it leans on are. */

import { queryOptions } from '@tanstack/react-query';

import { api, type Schemas } from './client';
import { ApiError, problemOf, unreachable } from './problem';

export type Readiness = Schemas['Readiness'];
export type Component = Schemas['Component'];

/** A service that is not ready says so with 503 and the same body, which is an answer here and no error. */
async function readiness(signal: AbortSignal): Promise<Readiness> {
  const { data, error, response } = await api.GET('/ready', { signal }).catch(() => {
    throw unreachable();
  });
  const said: unknown = data ?? error;
  if (isReadiness(said)) return said;
  throw new ApiError(problemOf(said, response));
}

const isReadiness = (value: unknown): value is Readiness =>
  typeof value === 'object' && value !== null && 'components' in value && Array.isArray(value.components);

export const readinessQuery = () =>
  queryOptions({ queryKey: ['ready'], queryFn: ({ signal }) => readiness(signal), refetchInterval: 10_000 });
