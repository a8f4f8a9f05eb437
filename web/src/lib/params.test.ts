import { expect, it } from 'vitest';

import { compact, flagOf, oneOf, someOf, textOf, textsOf } from './params';

it('takes only what is allowed', () => {
  expect(oneOf('b', ['a', 'b'])).toBe('b');
  expect(oneOf('c', ['a', 'b'])).toBeUndefined();
  expect(someOf(['b', 'x', 'a'], ['a', 'b'])).toEqual(['a', 'b']);
  expect(someOf('b', ['a', 'b'])).toEqual(['b']);
  expect(someOf(undefined, ['a'])).toEqual([]);
});

it('reads texts, numbers that were meant as texts, and flags', () => {
  expect([textOf('x'), textOf(7), textOf(''), textOf({})]).toEqual(['x', '7', undefined, undefined]);
  expect(textsOf(['a', 1, null])).toEqual(['a', '1']);
  expect([flagOf(false), flagOf('false')]).toEqual([false, undefined]);
});

it('leaves out what says nothing, and keeps what is false', () => {
  expect(compact({ a: undefined, b: '', c: [], d: false, e: 0, f: ['x'] })).toEqual({
    d: false,
    e: 0,
    f: ['x'],
  });
});
