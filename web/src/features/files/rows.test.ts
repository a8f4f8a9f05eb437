import { expect, it } from 'vitest';

import { plainLines } from '@/lib/code-lines';

import { widestOf } from './rows';

it('the widest line is found among very many', () => {
  const text = `${'\n'.repeat(400_000)}x = 1\n`;
  expect(widestOf(plainLines(text))).toBe(5);
});

it('a file without a line is as wide as nothing', () => {
  expect(widestOf([])).toBe(0);
});
