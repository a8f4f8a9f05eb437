/** How the functions are sorted and which of them are shown, as it stands in the address. */

import type { FunctionFilter, FunctionSort, Order } from '@/api/views';
import { compact, flagOf, oneOf, textOf } from '@/lib/params';

export const SORTS: readonly FunctionSort[] = [
  'cognitive',
  'cyclomatic',
  'lines',
  'parameters',
  'nesting',
  'maintainability',
  'name',
];

export interface FunctionSearch {
  analysis?: string | undefined;
  sort?: FunctionSort | undefined;
  order?: Order | undefined;
  path?: string | undefined;
  in_test?: boolean | undefined;
}

export const functionSearch = (search: Record<string, unknown>): FunctionSearch =>
  compact({
    analysis: textOf(search.analysis),
    sort: oneOf(search.sort, SORTS),
    order: oneOf(search.order, ['asc', 'desc'] as const),
    path: textOf(search.path),
    in_test: flagOf(search.in_test),
  });

export const filterOf = (search: FunctionSearch): FunctionFilter => ({
  sort: search.sort ?? 'cognitive',
  order: search.order,
  path: search.path ?? '',
  in_test: search.in_test,
});

/** The end that comes first where none is named: what wants attention. */
export const usualOrder = (sort: FunctionSort): Order =>
  sort === 'name' || sort === 'maintainability' ? 'asc' : 'desc';

/** What pressing a column's head asks for: its usual order first, then the other. */
export function pressed(search: FunctionSearch, sort: FunctionSort): FunctionSearch {
  const current = filterOf(search);
  if (current.sort !== sort) return { sort, order: undefined };
  const order = current.order ?? usualOrder(sort);
  return { sort, order: order === 'asc' ? 'desc' : 'asc' };
}
