/** `/api/search`. */

import { queryOptions } from '@tanstack/react-query';

import { api, ask, type Schemas } from './client';

export type Hit = Schemas['Hit'];

export interface Question {
  query: string;
  repository: string | undefined;
  language: string | undefined;
  path: string;
}

/** Longer questions do not fit into an address; the service takes this many characters. */
export const LONGEST_QUESTION = 2000;

export const searchQuery = ({ query, repository, language, path }: Question) =>
  queryOptions({
    queryKey: ['search', query, repository, language, path],
    queryFn: ({ signal }) =>
      ask(
        api.POST('/api/search', {
          body: {
            query,
            limit: 30,
            ...(repository ? { repository: [repository] } : {}),
            ...(language ? { language: [language] } : {}),
            ...(path ? { path } : {}),
          },
          signal,
        }),
      ),
    enabled: query !== '',
    staleTime: 30_000,
  });
