import { expect, it } from 'vitest';

import { pieces, short, visible } from './visible';

it('leaves ordinary text of any script alone', () => {
  const text = 'naïve 日本語 مرحبا\twith\ttabs\nand lines';
  expect(visible(text)).toBe(text);
  expect(pieces(text)).toEqual([{ text, hidden: false }]);
});

it('shows what would turn the reading order', () => {
  expect(visible('evil\u202Ecod.exe')).toBe('evil⟨U+202E⟩cod.exe');
  expect(pieces('a\u2066b')).toEqual([
    { text: 'a', hidden: false },
    { text: '⟨U+2066⟩', hidden: true },
    { text: 'b', hidden: false },
  ]);
});

it('shows control characters and what has no width', () => {
  expect(visible('\u0000\u200B\u001B[31m\u007F')).toBe('⟨U+0000⟩⟨U+200B⟩⟨U+001B⟩[31m⟨U+007F⟩');
});

it('shows what is drawn as nothing', () => {
  const blanks = [
    '\u3164',
    '\uFFA0',
    '\u115F',
    '\u034F',
    '\u2800',
    '\u180B',
    '\u2065',
    '\u{E0000}',
    '\u{E007F}',
  ];
  for (const blank of blanks) {
    const name = `⟨U+${blank.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;
    expect(visible(`a${blank}b`)).toBe(`a${name}b`);
    expect(pieces(blank)).toEqual([{ text: name, hidden: true }]);
  }
});

it('leaves the mark that makes a picture where there is one, and shows it elsewhere', () => {
  expect(visible('❤\uFE0F 1\uFE0F\u20E3')).toBe('❤\uFE0F 1\uFE0F\u20E3');
  expect(visible('a\uFE0F1\uFE0F')).toBe('a⟨U+FE0F⟩1⟨U+FE0F⟩');
  expect(visible('❤\uFE0F\uFE0F')).toBe('❤\uFE0F⟨U+FE0F⟩');
});

it('has nothing to say of nothing', () => expect(pieces('')).toEqual([]));

it('cuts what is long, and never a character in two', () => {
  expect(short('abc', 3)).toBe('abc');
  expect(short('abcd', 3)).toBe('ab…');
  expect(short('a😀cd', 3)).toBe('a…');
  expect(visible('\u202E'.repeat(9), 3)).toBe('⟨U+202E⟩⟨U+202E⟩…');
});

it('shows halves of characters, and leaves whole ones alone', () =>
  expect(visible('😀\uD83D\uDE00 \uDE00')).toBe('😀😀 ⟨U+DE00⟩'));
