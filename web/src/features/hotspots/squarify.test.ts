import { expect, it } from 'vitest';

import { squarify } from './squarify';

const within = { x: 0, y: 0, width: 600, height: 400 };
const area = ({ width, height }: { width: number; height: number }) => width * height;

it('gives areas in proportion, which fill the whole', () => {
  const sizes = [6, 6, 4, 3, 2, 2, 1];
  const boxes = squarify(sizes, within);
  const total = sizes.reduce((a, b) => a + b);
  boxes.forEach((box, index) => expect(area(box)).toBeCloseTo((600 * 400 * sizes[index]!) / total));
  for (const { x, y, width, height } of boxes) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(600.001);
    expect(y + height).toBeLessThanOrEqual(400.001);
  }
});

it('lays out the example of the paper with nearly square boxes', () => {
  const ratios = squarify([6, 6, 4, 3, 2, 2, 1], within).map(({ width, height }) =>
    Math.max(width / height, height / width),
  );
  expect(Math.max(...ratios)).toBeLessThan(3);
});

it('takes what has no size, and no room', () => {
  expect(squarify([], within)).toEqual([]);
  expect(squarify([0, 0], within).map(area)).toEqual([0, 0]);
  expect(area(squarify([5, 0], within)[1]!)).toBe(0);
  expect(squarify([1], { ...within, width: 0 }).map(area)).toEqual([0]);
});

it('is quick with as many as are ever sent', () => {
  expect(
    squarify(
      Array.from({ length: 400 }, (_, index) => 400 - index),
      within,
    ).length,
  ).toBe(400);
});
