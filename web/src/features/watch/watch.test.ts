import { describe, expect, it } from 'vitest';

import { takenTogether } from './progress';
import { rateOf, withSample } from './rate';
import { stageStates } from './stages';

describe('stages', () => {
  it('are all ahead before a worker came', () =>
    expect(stageStates(null, false)).toEqual(Array(5).fill('ahead')));
  it('follow the last word', () => {
    expect(stageStates({ stage: 'parse' }, false)).toEqual(['done', 'done', 'current', 'ahead', 'ahead']);
    expect(stageStates({ stage: 'relate' }, false)).toEqual(['done', 'done', 'done', 'current', 'ahead']);
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

describe('events taken together', () => {
  const progress = (time: number, done: number, stage = 'parse') => ({
    kind: 'analysis.progress',
    time,
    payload: { progress: { stage, done, total: 100, message: '' } },
  });
  const other = (kind: string) => ({ kind, time: 0, payload: {} });

  it('say how far it has come by now, and how fast it went when it did', () => {
    const told = takenTogether([], [progress(0, 0), progress(1000, 20), progress(2000, 40)]);
    expect(told.progress?.done).toBe(40);
    expect(told.changed).toBe(false);
    expect(rateOf(told.samples)).toBe(20);
  });
  it('go on from what was known', () => {
    const { samples } = takenTogether([], [progress(0, 0)]);
    expect(rateOf(takenTogether(samples, [progress(500, 5)]).samples)).toBe(10);
  });
  it('forget an attempt that ended before', () => {
    const told = takenTogether([], [progress(0, 90), other('analysis.cancelled'), other('analysis.queued')]);
    expect(told).toEqual({ progress: undefined, changed: true, samples: [] });
  });
  it('know of no speed outside of parsing', () =>
    expect(takenTogether([{ at: 0, done: 1 }], [progress(1000, 3, 'relate')]).samples).toEqual([]));
});
