import { expect, it } from 'vitest';

import { rank } from './rank';

const names = ['Go to tasks', 'starlette', 'Go to search', 'flask', 'Use the dark theme'];
const found = (words: string) => rank(words, names, (name) => name);

it('gives all for nothing', () => expect(found('  ')).toEqual(names));
it('puts what begins so first', () => expect(found('fl')[0]).toBe('flask'));
it('prefers words that begin so over letters within', () =>
  expect(found('ta').slice(0, 2)).toEqual(['Go to tasks', 'starlette']));
it('takes letters in their order', () => expect(found('gts')).toEqual(['Go to tasks', 'Go to search']));
it('gives nothing for what fits nothing', () => expect(found('zzz')).toEqual([]));
