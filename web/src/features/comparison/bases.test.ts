import { expect, it } from 'vitest';

import type { Analysis } from '@/api/analyses';
import type { ComparedAnalysis } from '@/api/views';

import { basesOf } from './bases';

const analysis = (id: string, day: number, state: Analysis['state'] = 'succeeded') =>
  ({ id, state, commit: `c-${id}`, created_at: `2026-01-0${day}T00:00:00Z`, finished_at: null }) as Analysis;

const loaded = [analysis('d', 5), analysis('c', 4), analysis('b', 3, 'failed'), analysis('a', 2)];
const head = analysis('c', 4);

it('offers what succeeded before', () =>
  expect(basesOf(loaded, head, undefined).map(({ id }) => id)).toEqual(['a']));

it('offers the chosen one once', () => {
  const chosen = (id: string) =>
    ({ analysis_id: id, commit: `c-${id}`, finished_at: '2026-01-01T00:00:00Z' }) as ComparedAnalysis;
  expect(basesOf(loaded, head, chosen('a')).map(({ id }) => id)).toEqual(['a']);
  expect(basesOf(loaded, head, chosen('old'))).toEqual([
    { id: 'a', commit: 'c-a', at: '2026-01-02T00:00:00Z' },
    { id: 'old', commit: 'c-old', at: '2026-01-01T00:00:00Z' },
  ]);
});
