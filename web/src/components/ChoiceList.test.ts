import { expect, it } from 'vitest';

import { stepOf } from './ChoiceList';

it('goes on from the place of an item that has left the list', () => {
  // The sixth of ten is gone: before what came in its place.
  expect(stepOf('ArrowDown', 4.5, 9)).toBe(5);
  expect(stepOf('ArrowUp', 4.5, 9)).toBe(4);
  expect(stepOf('PageUp', 4.5, 9)).toBe(0);
  expect(stepOf('ArrowDown', 8.5, 9), 'the last is gone').toBe(8);
});

it('begins at the first, and stays within the list', () => {
  expect(stepOf('ArrowDown', -1, 3)).toBe(0);
  expect(stepOf('ArrowUp', 0, 3)).toBe(0);
  expect(stepOf('PageDown', 1, 3)).toBe(2);
  expect(stepOf('ArrowDown', -1, 0)).toBeUndefined();
});
