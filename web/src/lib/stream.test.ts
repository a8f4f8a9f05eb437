import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { contentOf, openStream, type StreamEvent, type StreamState } from './stream';

/** A connection as the browser gives it, played by hand. */
class Played {
  static readonly CLOSED = 2;
  static all: Played[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  private readonly listeners = new Map<string, (message: { data: string; lastEventId: string }) => void>();

  constructor(readonly url: string) {
    Played.all.push(this);
  }
  addEventListener(kind: string, listener: (message: { data: string; lastEventId: string }) => void) {
    this.listeners.set(kind, listener);
  }
  close() {
    this.readyState = Played.CLOSED;
  }
  says(kind: string, payload: unknown, lastEventId: string) {
    this.listeners.get(kind)?.({ data: JSON.stringify({ payload }), lastEventId });
  }
  breaks(isFinal: boolean) {
    if (isFinal) this.readyState = Played.CLOSED;
    this.onerror?.();
  }
}

const opened = () => {
  const events: StreamEvent[] = [];
  const states: StreamState[] = [];
  const close = openStream({
    url: '/events',
    kinds: ['a'],
    last: 'done',
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
  });
  return { events, states, close };
};
const latest = () => Played.all.at(-1)!;

beforeEach(() => {
  Played.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Played);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('leaves a broken connection to the browser', () => {
  const { states } = opened();
  latest().onopen?.();
  latest().breaks(false);
  vi.advanceTimersByTime(60_000);
  expect(states).toEqual(['connecting', 'open', 'down']);
  expect(Played.all.length).toBe(1);
});

it('comes back after a refusal, after the last event that it saw, and waits longer each time', () => {
  const { events } = opened();
  latest().says('a', { n: 1 }, '7');
  latest().breaks(true);
  vi.advanceTimersByTime(2_000);
  expect(latest().url).toBe('/events?after=7');
  latest().breaks(true);
  vi.advanceTimersByTime(3_999);
  expect(Played.all.length).toBe(2);
  vi.advanceTimersByTime(1);
  expect(Played.all.length).toBe(3);
  expect(events).toEqual([{ kind: 'a', time: undefined, payload: { n: 1 } }]);
});

it('ends with the last event, and when it is closed', () => {
  opened();
  latest().says('done', {}, '9');
  expect(latest().readyState).toBe(Played.CLOSED);

  const { close } = opened();
  latest().breaks(true);
  close();
  vi.advanceTimersByTime(60_000);
  expect(Played.all.length).toBe(2);
});

it('reads an envelope, what has none, and what is no JSON', () => {
  expect(contentOf('{"payload":{"a":1},"id":"1","time":"1970-01-01T00:00:02Z"}')).toEqual({
    time: 2_000,
    payload: { a: 1 },
  });
  expect(contentOf('{"state":"failed"}').payload).toEqual({ state: 'failed' });
  expect(contentOf('not json')).toEqual({ time: undefined, payload: {} });
});
