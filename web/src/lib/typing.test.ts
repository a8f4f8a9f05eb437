import { expect, it } from 'vitest';

import { afterAsking, afterHearing, beginTyping, isToBeAsked, type Typing } from './typing';

const type = (typing: Typing, text: string): Typing => ({ ...typing, text });
const ask = (typing: Typing, text: string): Typing => afterAsking(type(typing, text));

it('asks for what is typed, once', () => {
  const typed = type(beginTyping(''), 'src');
  expect(isToBeAsked(beginTyping(''))).toBe(false);
  expect(isToBeAsked(typed)).toBe(true);
  expect(isToBeAsked(afterAsking(typed))).toBe(false);
  expect(afterHearing(afterAsking(typed), 'src')).toEqual(beginTyping('src'));
});

it('asks for nothing when what was typed is taken away again', () =>
  expect(isToBeAsked(type(type(beginTyping('src'), 'src/a'), 'src'))).toBe(false));

it('keeps what is typed further while an echo comes', () => {
  const further = type(ask(beginTyping(''), 's'), 'sr');
  expect(afterHearing(further, 's')).toEqual({ text: 'sr', known: 's', asked: [] });
  expect(isToBeAsked(afterHearing(further, 's'))).toBe(true);
});

it('asks for the old value again when what was asked for is taken back before it came', () => {
  const back = type(ask(beginTyping('a'), 'ab'), 'a');
  expect(isToBeAsked(back)).toBe(true);
  expect(isToBeAsked(afterHearing(back, 'ab'))).toBe(true);
});

it('takes echoes that were left out for heard', () => {
  const thrice = ask(ask(ask(beginTyping(''), 'a'), 'ab'), 'abc');
  expect(afterHearing(thrice, 'ab').asked).toEqual(['abc']);
  expect(afterHearing(thrice, 'abc')).toEqual(beginTyping('abc'));
});

it('gives way to who changes the value elsewhere, and forgets what was on its way', () => {
  const busy = type(ask(beginTyping(''), 'a'), 'ab');
  expect(afterHearing(busy, 'from a link')).toEqual(beginTyping('from a link'));
  expect(isToBeAsked(afterHearing(busy, ''))).toBe(false);
});
