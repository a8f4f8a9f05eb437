/** Has what is known asked for anew, for no more than somebody may look at. */

import type { InfiniteData, InvalidateQueryFilters } from '@tanstack/react-query';

import { queries } from './queries';

/** A list is asked for page after page: of one that nobody looks at, so many are enough to come back to. */
export const KEPT_PAGES = 3;

/** Makes what these filters find stale; what is on the page is asked for at once. */
export function renew(filters: InvalidateQueryFilters): void {
  for (const { queryKey, state } of queries.getQueryCache().findAll({ ...filters, type: 'inactive' })) {
    if (isLong(state.data)) queries.setQueryData(queryKey, beginningOf(state.data));
  }
  void queries.invalidateQueries(filters);
}

type Pages = InfiniteData<unknown>;

const isLong = (data: unknown): data is Pages =>
  typeof data === 'object' &&
  data !== null &&
  'pageParams' in data &&
  'pages' in data &&
  Array.isArray(data.pages) &&
  data.pages.length > KEPT_PAGES;

const beginningOf = ({ pages, pageParams }: Pages): Pages => ({
  pages: pages.slice(0, KEPT_PAGES),
  pageParams: pageParams.slice(0, KEPT_PAGES),
});
