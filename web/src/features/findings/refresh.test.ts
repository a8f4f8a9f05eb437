import { InfiniteQueryObserver } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';

import { findingsQuery, type Finding, type FindingDetail } from '@/api/findings';
import { queries } from '@/app/queries';

import { filterOf } from './filter';
import { refreshFinding, showFinding } from './refresh';

const service = vi.hoisted(() => ({
  reads: [] as string[],
  /** What reading a finding by itself answers. */
  read: (id: string): unknown => id,
}));

vi.mock('@/api/findings', async (original) => ({
  ...(await original<typeof import('@/api/findings')>()),
  readFinding: (id: string) => {
    service.reads.push(id);
    return Promise.resolve(service.read(id));
  },
}));

const settle = () => new Promise((resolve) => setTimeout(resolve));

const finding = (line: number) =>
  ({ id: `f${line}`, state: 'open', severity: 'high', path: 'a.py', start_line: line }) as Finding;
const suppressed = (line: number) =>
  ({ ...finding(line), state: 'suppressed', last_seen_analysis_id: 'a' }) as unknown as FindingDetail;

/** The open findings of an analysis, ten a page; each page waits for its turn. */
function list() {
  const asked: number[] = [];
  let goOn = (): void => undefined;
  const options = {
    ...findingsQuery('a', filterOf({})),
    queryFn: async ({ pageParam }: { pageParam: string }) => {
      const from = Number(pageParam);
      asked.push(from);
      await new Promise<void>((resolve) => (goOn = resolve));
      const items = Array.from({ length: 10 }, (_, at) => finding(from + at));
      return { items, next_cursor: String(from + 10) };
    },
  };
  const observer = new InfiniteQueryObserver(queries, options);
  const answer = async () => {
    goOn();
    await settle();
  };
  const shown = () =>
    queries.getQueryData(options.queryKey)?.pages.flatMap(({ items }) => items.map(({ id }) => id)) ?? [];
  const load = async (pages: number) => {
    observer.subscribe(() => undefined);
    await answer();
    for (let page = 1; page < pages; page += 1) {
      void observer.fetchNextPage();
      await answer();
    }
    asked.length = 0;
  };
  return { asked, observer, answer, shown, load };
}

beforeEach(() => {
  queries.clear();
  service.reads = [];
});

it('one finding that somebody else suppressed is read alone, however long the list', async () => {
  const { asked, shown, load } = list();
  await load(50);
  service.read = () => suppressed(123);
  await refreshFinding('f123');
  expect(service.reads).toEqual(['f123']);
  expect(asked).toEqual([]);
  expect(shown()).toHaveLength(499);
  expect(shown()).not.toContain('f123');
});

it('a page that was on its way does not bring it back', async () => {
  const { observer, answer, shown, load } = list();
  await load(2);
  void observer.fetchNextPage();
  showFinding(suppressed(3));
  showFinding(suppressed(25));
  await answer();
  expect(shown()).toHaveLength(28);
  expect(shown()).not.toContain('f3');
  expect(shown()).not.toContain('f25');
});

it('what was read before the last change is not shown', async () => {
  const { shown, load } = list();
  await load(1);
  const answers: ((finding: unknown) => void)[] = [];
  service.read = () => new Promise((resolve) => answers.push(resolve));
  const first = refreshFinding('f3');
  const second = refreshFinding('f3');
  answers[1]?.(suppressed(3));
  await second;
  answers[0]?.({ ...suppressed(3), state: 'open' });
  await first;
  expect(shown()).not.toContain('f3');
});

it('nothing is read where no findings are shown', async () => {
  await refreshFinding('f1');
  expect(service.reads).toEqual([]);
});
