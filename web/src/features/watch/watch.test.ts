import { describe, expect, it } from 'vitest';

import { rateOf, withSample } from './rate';
import { stageStates } from './stages';

describe('stages', () => {
  it('are all ahead before a worker came', () =>
    expect(stageStates(null, false)).toEqual(Array(5).fill('ahead')));
  it('follow the last word', () => {
    expect(stageStates({ stage: 'parse' }, false)).toEqual(['done', 'done', 'current', 'ahead', 'ahead']);
    expect(stageStates({ stage: 'history' }, false)).toEqual(['done', 'done', 'done', 'current', 'ahead']);
  });
  it('are all done in the end', () =>
    expect(stageStates({ stage: 'parse' }, true)).toEqual(Array(5).fill('done')));
  it('do not guess at a stage that they do not know', () =>
    expect(stageStates({ stage: 'new one' }, false)).toEqual(Array(5).fill('ahead')));
});

describe('rate', () => {
  const after = (...samples: [number, number][]) =>
    samples.reduce<{ at: number; done: number }[]>(
      (known, [at, done]) => withSample(known, { at, done }),
      [],
    );
  it('says nothing of a moment', () => expect(rateOf(after([0, 0], [100, 50]))).toBeUndefined());
  it('counts units a second', () => expect(rateOf(after([0, 0], [1000, 50], [2000, 100]))).toBe(50));
  it('forgets what is long ago', () => expect(rateOf(after([0, 0], [10_000, 100], [11_000, 300]))).toBe(200));
  it('begins anew when a count falls', () =>
    expect(after([0, 100], [1000, 3])).toEqual([{ at: 1000, done: 3 }]));
});
