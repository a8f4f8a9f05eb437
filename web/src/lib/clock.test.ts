import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { noteServiceTime, serviceNow } from './clock';

const NOON = Date.parse('2026-03-10T12:00:00Z');
const http = (time: number) => new Date(time).toUTCString();

beforeEach(() => vi.useFakeTimers({ now: NOON }));
afterEach(() => {
  noteServiceTime(http(Date.now()));
  vi.useRealTimers();
});

it('the browser’s clock is taken where the service’s says about the same, or nothing', () => {
  for (const date of [http(NOON - 2_000), null, 'some day']) {
    noteServiceTime(date);
    expect(serviceNow()).toBe(NOON);
  }
});

it('the service’s clock is taken where it differs, and runs on by itself', () => {
  noteServiceTime(http(NOON + 300_000));
  vi.advanceTimersByTime(60_000);
  expect(serviceNow()).toBe(NOON + 360_000);
});

it('a clock that is told of a little later makes no jump; one that was set does', () => {
  noteServiceTime(http(NOON + 300_000));
  noteServiceTime(http(NOON + 299_000));
  expect(serviceNow()).toBe(NOON + 300_000);
  noteServiceTime(http(NOON));
  expect(serviceNow()).toBe(NOON);
});
