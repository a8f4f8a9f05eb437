import { expect, it } from 'vitest';

import { cloneSearch } from './search';

it('takes the place of a clone, and nothing that is none', () => {
  expect(cloneSearch({ clone: 60, path: 'src' })).toEqual({ clone: 60, path: 'src' });
  for (const clone of [-1, 1.5, 'x', Infinity]) expect(cloneSearch({ clone })).toEqual({});
});
