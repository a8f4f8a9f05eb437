import { infiniteQueryOptions, InfiniteQueryObserver } from '@tanstack/react-query';
import { beforeEach, expect, it } from 'vitest';

import { queries } from './queries';
import { KEPT_PAGES, renew } from './renew';

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A list of which this many pages were loaded, with the pages that it is asked for. */
async function list(pages: number) {
  const asked: number[] = [];
  const options = infiniteQueryOptions({
    queryKey: ['list'],
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      return Promise.resolve(pageParam);
    },
    initialPageParam: 0,
    getNextPageParam: (page: number) => page + 1,
  });
  const observer = new InfiniteQueryObserver(queries, options);
  const close = observer.subscribe(() => undefined);
  await settle();
  for (let page = 1; page < pages; page += 1) await observer.fetchNextPage();
  asked.length = 0;
  return { asked, close, observer };
}

beforeEach(() => queries.clear());

it('a long list that nobody looks at is asked for its beginning only', async () => {
  const { asked, close, observer } = await list(40);
  close();
  renew({ queryKey: ['list'] });
  await settle();
  expect(asked).toEqual([]);
  observer.subscribe(() => undefined);
  await settle();
  expect(asked).toHaveLength(KEPT_PAGES);
});

it('a list that is on the page keeps all that was loaded', async () => {
  const { asked } = await list(5);
  renew({ queryKey: ['list'] });
  await settle();
  expect(asked).toEqual([0, 1, 2, 3, 4]);
  expect(queries.getQueryData<{ pages: number[] }>(['list'])?.pages).toHaveLength(5);
});

it('what the filters do not find stays as it is', async () => {
  const { close } = await list(5);
  close();
  renew({ queryKey: ['list'], predicate: () => false });
  expect(queries.getQueryData<{ pages: number[] }>(['list'])?.pages).toHaveLength(5);
});
