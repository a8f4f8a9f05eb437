import { expect, it } from 'vitest';

import type { Analysis } from '@/api/analyses';

import { stillOpen } from './opened';

const analysis = (id: string) => ({ id }) as Analysis;
const now = { repositoryId: 'r', wanted: undefined, latest: analysis('1'), isCertain: true };

it('a report stays the one that was opened when another analysis ends', () => {
  const opened = stillOpen(undefined, now);
  expect(opened?.analysis.id).toBe('1');
  expect(stillOpen(opened, { ...now, latest: analysis('2') })).toBe(opened);
  expect(stillOpen(opened, { ...now, latest: undefined, isCertain: false })).toBe(opened);
});

it('nothing is held to before the latest is certain, or there', () => {
  expect(stillOpen(undefined, { ...now, isCertain: false })).toBeUndefined();
  expect(stillOpen(undefined, { ...now, latest: undefined })).toBeUndefined();
});

it('another repository, or an analysis by its address, is another report', () => {
  const opened = stillOpen(undefined, now);
  const other = stillOpen(opened, { ...now, repositoryId: 's', latest: analysis('9') });
  expect(other).toEqual({ repositoryId: 's', analysis: analysis('9') });
  expect(stillOpen(opened, { ...now, wanted: '1' })).toBeUndefined();
});
