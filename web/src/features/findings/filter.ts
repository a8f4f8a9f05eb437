/** Which findings are shown, as it stands in the address. */

import type { Category, Severity } from '@/api/analyses';
import { MOST_FINGERPRINTS, type FindingFilter, type FindingsOf } from '@/api/findings';
import type { GroupBy } from '@/api/views';
import { compact, flagOf, oneOf, someOf, textOf, textsOf } from '@/lib/params';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
export const CATEGORIES: readonly Category[] = ['security', 'reliability', 'maintainability'];
export const STATES: readonly FindingsOf[] = ['open', 'new', 'fixed', 'suppressed', 'all'];

export const GROUPINGS: readonly GroupBy[] = ['rule', 'folder', 'severity', 'category'];

export interface FindingSearch {
  state?: FindingsOf | undefined;
  severity?: Severity[] | undefined;
  category?: Category[] | undefined;
  rule?: string[] | undefined;
  /** Only these findings: those of a task or an insight. */
  fingerprint?: string[] | undefined;
  path?: string | undefined;
  /** Only files directly in this folder: those of a group. */
  folder?: string | undefined;
  in_test?: boolean | undefined;
  /** What the findings are put together by. */
  by?: GroupBy | undefined;
  /** The finding whose details are shown. */
  finding?: string | undefined;
}

export const findingSearch = (search: Record<string, unknown>): FindingSearch =>
  compact({
    state: oneOf(search.state, STATES),
    severity: someOf(search.severity, SEVERITIES),
    category: someOf(search.category, CATEGORIES),
    rule: textsOf(search.rule),
    fingerprint: textsOf(search.fingerprint).slice(0, MOST_FINGERPRINTS),
    path: textOf(search.path),
    folder: textOf(search.folder),
    in_test: flagOf(search.in_test),
    by: oneOf(search.by, GROUPINGS),
    finding: textOf(search.finding),
  });

export const filterOf = (search: FindingSearch): FindingFilter => ({
  state: search.state ?? 'open',
  severity: search.severity ?? [],
  category: search.category ?? [],
  rule: search.rule ?? [],
  fingerprint: search.fingerprint ?? [],
  path: search.path ?? '',
  folder: search.folder ?? '',
  in_test: search.in_test,
});

/** All that narrows the list, taken away. */
export const UNNARROWED = {
  severity: undefined,
  category: undefined,
  rule: undefined,
  fingerprint: undefined,
  path: undefined,
  folder: undefined,
  in_test: undefined,
} satisfies FindingSearch;

/** Whether anything narrows the list. */
export const isNarrow = (search: FindingSearch): boolean =>
  Object.keys(UNNARROWED).some((name) => search[name as keyof typeof UNNARROWED] !== undefined);

/** Whether the list tells of findings as the shown analysis saw them; the others tell how each was seen last. */
export const isAsSeen = ({ state }: FindingSearch): boolean =>
  state === undefined || state === 'open' || state === 'suppressed';

/** The filter that a group stands for. */
export function narrowedTo(by: GroupBy, key: string): FindingSearch {
  switch (by) {
    case 'rule':
      return { rule: [key] };
    case 'folder':
      return { folder: key };
    case 'severity':
      return { severity: [key as Severity] };
    case 'category':
      return { category: [key as Category] };
  }
}

/** Leads to the findings that something rests on, whatever became of them; an address has room for so many. */
export const restsOn = (fingerprints: readonly string[]) =>
  ({ state: 'all', fingerprint: fingerprints.slice(0, MOST_FINGERPRINTS) }) satisfies FindingSearch;
