import { expect, it } from 'vitest';

import type { TreemapItem } from '@/api/views';

import { tilesOf, worthOpening } from './tiles';

const item = (path: string, lines: number, kind: TreemapItem['kind'] = 'folder'): TreemapItem =>
  ({ path, lines, kind, heat: 0 }) as TreemapItem;
const within = { x: 0, y: 0, width: 600, height: 400 };

it('draws what stands in a large folder inside of it', () => {
  const tiles = tilesOf(
    [item('a', 90), item('b', 10)],
    new Map([['a', [item('a/x', 5, 'file'), item('a/y', 4, 'file')]]]),
    within,
  );
  expect(tiles.map(({ item: { path }, isFrame }) => [path, isFrame])).toEqual([
    ['a', true],
    ['a/x', false],
    ['a/y', false],
    ['b', false],
  ]);
  const [frame, ...inner] = tiles.map(({ box }) => box);
  for (const box of inner.slice(0, 2)) {
    expect(box.y).toBeGreaterThan(frame!.y);
    expect(box.x + box.width).toBeLessThanOrEqual(frame!.x + frame!.width);
    expect(box.y + box.height).toBeLessThanOrEqual(frame!.y + frame!.height);
  }
});

it('leaves a folder whole that is too small, or of which nothing is known yet', () => {
  const inside = new Map([['a', [item('a/x', 5, 'file')]]]);
  expect(tilesOf([item('a', 1)], inside, { ...within, width: 50 }).length).toBe(1);
  expect(tilesOf([item('b', 1)], inside, within).length).toBe(1);
});

it('asks for large folders only', () => {
  expect(worthOpening([item('a', 90), item('f', 50, 'file'), item('b', 2)])).toEqual(['a']);
});
