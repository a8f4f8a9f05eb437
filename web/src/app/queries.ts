import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { ApiError } from '@/api/problem';
import { meKey } from '@/api/session';

/** An answer that another try would not change. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500;

/** Whoever is signed out in one place is signed out everywhere: the frame then says how to get in. */
const noteSignedOut = (error: unknown): void => {
  if (error instanceof ApiError && error.status === 401) queries.setQueryData(meKey, null);
};

/** Changes something outside a component; a refusal for want of a session is noticed as everywhere. */
export const carryOut = <T>(mutationFn: () => Promise<T>): Promise<T> =>
  queries.getMutationCache().build(queries, { mutationFn }).execute(undefined);

/** The service may run on this machine, so a browser that is off the net has as good a way to it as any. */
const networkMode = 'always';

/** What the pages know of the service. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noteSignedOut }),
  mutationCache: new MutationCache({ onError: noteSignedOut }),
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && !isFinal(error),
    },
    mutations: { networkMode },
  },
});
