import { expect, it } from 'vitest';

import type { Treemap, TreemapItem } from '@/api/views';

import { dominant } from './map';

const item = (path: string, lines: number, kind: TreemapItem['kind'] = 'folder') =>
  ({ path, lines, kind }) as TreemapItem;
const leftOut = (lines: number) => ({ lines }) as Treemap['left_out'];

it('is the folder that leaves nothing else to see', () =>
  expect(dominant({ items: [item('src', 90), item('docs', 10)], left_out: leftOut(0) })?.path).toBe('src'));
it('is none where others can be seen', () =>
  expect(dominant({ items: [item('src', 80), item('docs', 20)], left_out: leftOut(0) })).toBeUndefined());
it('minds what is not drawn', () =>
  expect(dominant({ items: [item('src', 90)], left_out: leftOut(30) })).toBeUndefined());
it('is never a file', () =>
  expect(dominant({ items: [item('main.py', 90, 'file')], left_out: leftOut(0) })).toBeUndefined());
