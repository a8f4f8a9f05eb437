import { expect, it } from 'vitest';

import { codeLines, plainLines } from './code-lines';
import { highlight } from './highlight';

const textOf = (lines: { text: string }[][]) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

it('keeps a kind over lines', () => {
  expect(codeLines('<span class="hljs-string">&quot;a\nb&quot;</span> c')).toEqual([
    [{ text: '"a', kind: 'hljs-string' }],
    [{ text: 'b"', kind: 'hljs-string' }, { text: ' c' }],
  ]);
});

it('takes the innermost kind', () => {
  expect(codeLines('<span class="a">x<span class="b">y</span>z</span>')).toEqual([
    [
      { text: 'x', kind: 'a' },
      { text: 'y', kind: 'b' },
      { text: 'z', kind: 'a' },
    ],
  ]);
});

it('loses no character of hostile code', () => {
  const code = '<script>alert("&amp;")</script>\n\n# </span><span class="x">\n\u202E\'\\\'';
  for (const language of ['python', 'html', 'unheard-of'])
    expect(textOf(highlight(code, language))).toBe(code);
});

it('a last newline begins no line', () => {
  expect(plainLines('a\n')).toEqual([[{ text: 'a' }]]);
  expect(highlight('a\r\nb\n', 'go').length).toBe(2);
});

it('colours what it knows', () => {
  const [line] = highlight('fn main() {}', 'rust');
  expect(line?.[0]).toEqual({ text: 'fn', kind: 'hljs-keyword' });
});
