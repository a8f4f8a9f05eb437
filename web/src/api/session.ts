/** Who is signed in, and how one gets in. */

import { queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';
import { ApiError } from './problem';

export type Me = Schemas['Me'];

export const meKey = ['me'] as const;

/** Who is signed in; null for nobody. */
export const meQuery = () =>
  queryOptions({
    queryKey: meKey,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await ask(api.GET('/api/me', { signal }));
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
    // Somebody may have signed in, or out, in another window.
    refetchOnWindowFocus: 'always',
  });

/** Signs in with the one-time code of a link. */
export const signIn = (code: string): Promise<unknown> => ask(api.POST('/api/sessions', { body: { code } }));

export const signOut = (): Promise<unknown> => ask(api.DELETE('/api/sessions/current'));
