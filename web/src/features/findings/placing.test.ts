import { describe, expect, it } from 'vitest';

import type { Finding, FindingDetail, FindingsQuery } from '@/api/findings';
import type { Pages } from '@/lib/placed';

import { changed } from './placing';

const finding = (id: string, line: number, more: Partial<Finding> = {}): Finding =>
  ({
    id,
    state: 'open',
    severity: 'high',
    path: 'src/a.py',
    start_line: line,
    is_new: false,
    ...more,
  }) as Finding;

/** A finding as it stands now, in the repository's last analysis. */
const now = (id: string, line: number, more: Partial<FindingDetail> = {}): FindingDetail =>
  ({
    ...finding(id, line),
    last_seen_analysis_id: 'last',
    first_seen_analysis_id: 'first',
    ...more,
  }) as FindingDetail;
const suppressed = { state: 'suppressed', suppression: { reason: 'ours', source: 'person' } } as const;

const list = (next: string | null, ...pages: Finding[][]): Pages<Finding> => ({
  pages: pages.map((items, index) => ({ items, next_cursor: index < pages.length - 1 ? 'more' : next })),
  pageParams: pages.map(String),
});
const ids = ({ pages }: Pages<Finding>) => pages.map(({ items }) => items.map(({ id }) => id));
const open: FindingsQuery = { state: 'open' };

describe('a finding that is suppressed', () => {
  const before = list('more', [finding('a', 1), finding('b', 2)], [finding('c', 3)]);

  it('leaves the list of open ones, whose other pages stay the same', () => {
    const after = changed(before, 'last', open, now('b', 2, suppressed));
    expect(ids(after)).toEqual([['a'], ['c']]);
    expect(after.pages[1]).toBe(before.pages[1]);
    expect(after.pages.at(-1)?.next_cursor).toBe('more');
  });

  it('says so where it stands, in lists of any state', () => {
    const after = changed(before, 'last', { state: 'all' }, now('b', 2, suppressed));
    expect(ids(after)).toEqual([['a', 'b'], ['c']]);
    expect(after.pages[0]?.items[1]).toMatchObject({ ...suppressed, is_new: false });
  });

  it('comes into the list of suppressed ones that its filter fits', () => {
    const wanted: FindingsQuery = { state: 'suppressed', severity: ['high'], path: 'src/', folder: 'src' };
    const of = (query: object) =>
      changed(list(null, []), 'last', { ...wanted, ...query }, now('b', 2, suppressed));
    expect(ids(of({}))).toEqual([['b']]);
    for (const other of [{ severity: ['low'] }, { path: 'test/' }, { folder: '.' }, { rule: ['x'] }]) {
      expect(ids(of(other)), JSON.stringify(other)).toEqual([[]]);
    }
  });

  it('stays where an earlier analysis saw it, and says how it stands now', () => {
    const after = changed(before, 'earlier', open, now('b', 7, suppressed));
    expect(ids(after)).toEqual(ids(before));
    expect(after.pages[0]?.items[1]).toMatchObject({ ...suppressed, start_line: 2 });
  });

  it('changes nothing of lists that it is not in', () => {
    const others = list('more', [finding('x', 9)]);
    expect(changed(others, 'last', open, now('b', 2, suppressed))).toBe(others);
  });
});

describe('a finding that counts again', () => {
  const before = list('more', [finding('a', 1), finding('d', 4)], [finding('e', 1, { severity: 'low' })]);

  it('comes back to its place', () => {
    expect(ids(changed(before, 'last', open, now('c', 3)))).toEqual([['a', 'c', 'd'], ['e']]);
    expect(ids(changed(before, 'last', open, now('z', 4)))).toEqual([
      ['a', 'd'],
      ['z', 'e'],
    ]);
    expect(ids(changed(before, 'last', open, now('b', 9, { severity: 'critical' })))).toEqual([
      ['b', 'a', 'd'],
      ['e'],
    ]);
  });

  it('is left to the next page when its place was not loaded', () => {
    expect(ids(changed(before, 'last', open, now('z', 9, { severity: 'info' })))).toEqual(ids(before));
  });
});
