import { expect, it } from 'vitest';

import { LONGEST_PART } from '@/api/tasks';

import { boardSearch } from './filter';

it('asks for no more text than the service takes, and for no half of a character', () => {
  expect(boardSearch({ text: 'orders' })).toEqual({ text: 'orders' });
  expect(boardSearch({ text: '🙂'.repeat(LONGEST_PART + 1) }).text).toBe('🙂'.repeat(LONGEST_PART));
});
