import { describe, expect, it } from 'vitest';

import type { Analysis, Progress } from '@/api/analyses';

import { afterNews, NOTHING, notBehind, takenTogether } from './progress';
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

const progress = (done: number, stage = 'parse', lines: number | null = null) =>
  ({ stage, done, total: 100, message: '', found: { lines } }) as Progress;

describe('events taken together', () => {
  const event = (time: number, done: number, stage = 'parse') => ({
    kind: 'analysis.progress',
    time,
    payload: { progress: progress(done, stage) },
  });
  const other = (kind: string, time = 0) => ({ kind, time, payload: {} });

  it('say how far it has come by now, and how fast it went when it did', () => {
    const told = takenTogether(NOTHING, [event(0, 0), event(1000, 20), event(2000, 40)]);
    expect(told.progress?.done).toBe(40);
    expect(told.changed).toBe(false);
    expect(rateOf(told.samples)).toBe(20);
  });
  it('go on from what was known', () => {
    const told = takenTogether(NOTHING, [event(0, 0)]);
    expect(rateOf(takenTogether(told, [event(500, 5)]).samples)).toBe(10);
  });
  it('forget an attempt that ended before', () => {
    const events = [event(0, 90), other('analysis.cancelled'), other('analysis.queued')];
    expect(takenTogether(NOTHING, events)).toEqual({ ...NOTHING, changed: true, newest: 0 });
  });
  it('know of no speed outside of parsing', () => {
    const told = { ...NOTHING, samples: [{ at: 0, done: 1 }] };
    expect(takenTogether(told, [event(1000, 3, 'relate')]).samples).toEqual([]);
  });
  it('say nothing where they are older than what was heard', () => {
    const told = takenTogether(NOTHING, [event(2000, 40)]);
    const again = takenTogether(told, [other('analysis.started', 500), event(1000, 20)]);
    expect(again).toMatchObject({ progress: undefined, changed: false, newest: 2000 });
    expect(rateOf(takenTogether(again, [event(3000, 60)]).samples)).toBe(20);
  });
  it('tell another attempt from the one that was heard of, until it says how far it has come', () => {
    const first = takenTogether(NOTHING, [other('analysis.started', 0), event(1000, 90)]);
    expect(first.isAnew).toBe(false);
    const begun = takenTogether(first, [other('analysis.started', 2000)]);
    const moving = takenTogether(begun, [event(3000, 1)]);
    expect([begun.isAnew, moving.isAnew]).toEqual([true, true]);
    expect(takenTogether(moving, [event(4000, 2)]).isAnew).toBe(false);
  });
});

describe('progress', () => {
  const running = (known: Progress | null) => ({ state: 'running', progress: known }) as Analysis;
  const told = (known: Progress, isAnew = false) => ({ ...NOTHING, progress: known, isAnew });

  it('does not fall by a late answer', () => {
    expect(notBehind(running(progress(40)), running(progress(20))).progress?.done).toBe(40);
    expect(notBehind(running(progress(40)), running(null)).progress?.done).toBe(40);
    const relate = progress(0, 'relate', 500);
    expect(notBehind(running(relate), running(progress(90))).progress).toBe(relate);
    expect(notBehind(running(relate), running(progress(0, 'relate', 400))).progress).toBe(relate);
  });
  it('goes on by an answer that knows more', () => {
    expect(notBehind(running(progress(40)), running(progress(60))).progress?.done).toBe(60);
    expect(notBehind(running(progress(40)), running(progress(0, 'new one'))).progress?.stage).toBe('new one');
  });
  it('is not kept of an analysis that has ended or waits again', () => {
    const queued = { state: 'queued', progress: null } as Analysis;
    expect(notBehind(running(progress(40)), queued)).toBe(queued);
    const ended = { state: 'failed', progress: progress(20) } as Analysis;
    expect(notBehind(running(progress(40)), ended)).toBe(ended);
    expect(afterNews(ended, told(progress(30)))).toBe(ended);
  });
  it('falls by news of another attempt alone', () => {
    expect(afterNews(running(progress(40)), told(progress(20))).progress?.done).toBe(40);
    expect(afterNews(running(progress(40)), told(progress(20), true)).progress?.done).toBe(20);
  });
});
