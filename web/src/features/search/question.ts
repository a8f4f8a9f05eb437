/** What is searched for, as it stands in the address; and what this browser was asked before. */

import type { Question } from '@/api/search';
import { compact, textOf } from '@/lib/params';
import { isStrings, recall, remember } from '@/lib/storage';

/** The languages whose code is cut into pieces and found. */
export const LANGUAGES = ['rust', 'python', 'javascript', 'typescript', 'go', 'java'] as const;

export interface SearchSearch {
  q?: string | undefined;
  repository?: string | undefined;
  language?: string | undefined;
  path?: string | undefined;
}

export const searchSearch = (search: Record<string, unknown>): SearchSearch =>
  compact({
    q: textOf(search.q),
    repository: textOf(search.repository),
    language: textOf(search.language),
    path: textOf(search.path),
  });

export const questionOf = (search: SearchSearch): Question => ({
  query: search.q ?? '',
  repository: search.repository,
  language: search.language,
  path: search.path ?? '',
});

const RECENT_KEY = 'searches';
const KEPT = 8;

export const recentSearches = (): string[] => recall(RECENT_KEY, isStrings) ?? [];

/** Puts a search at the head of those that are kept. */
export function keepSearch(query: string): void {
  remember(RECENT_KEY, [query, ...recentSearches().filter((kept) => kept !== query)].slice(0, KEPT));
}
