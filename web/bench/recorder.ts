/** What a page tells of itself. The recorder goes into the page before its own scripts, and is asked afterwards. */

import type { Page } from '@playwright/test';

export interface Recorded {
  /** Milliseconds from the beginning until everything asked for stood there and the page answered. */
  usable: number;
  largestPaint: number;
  /** The longest stretch of script, in milliseconds. */
  longestTask: number;
  /** The longest time from an input to the next frame; 0 where none took more than a frame. */
  slowestInput: number;
  requests: { url: string; ms: number; bytes: number; isScript: boolean }[];
}

/** Longer than this no page takes. */
const MOST_MS = 30_000;

declare global {
  interface Window {
    recorder: Omit<Recorded, 'requests'> & { whenUsable: Promise<undefined> };
  }
}

/** Watches for the moment when each of these selectors matches something, and nothing shows that it is loading. */
export async function record(page: Page, usable: readonly string[]): Promise<void> {
  await page.addInitScript((selectors) => {
    const { promise: whenUsable, resolve } = Promise.withResolvers<undefined>();
    const mine = { usable: 0, largestPaint: 0, longestTask: 0, slowestInput: 0, whenUsable };
    window.recorder = mine;
    const observe = (options: PerformanceObserverInit, note: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
        buffered: true,
        ...options,
      });
    observe({ type: 'largest-contentful-paint' }, (entry) => {
      mine.largestPaint = entry.startTime;
    });
    observe({ type: 'longtask' }, (entry) => {
      mine.longestTask = Math.max(mine.longestTask, entry.duration);
    });
    observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit, (entry) => {
      // Moves of the mouse are no inputs that somebody waits for; those have no id.
      if ((entry as PerformanceEventTiming & { interactionId: number }).interactionId > 0)
        mine.slowestInput = Math.max(mine.slowestInput, entry.duration);
    });
    const isThere = () =>
      selectors.every((selector) => document.querySelector(selector)?.getClientRects().length) &&
      !document.querySelector('main .animate-pulse');
    const look = () => {
      if (isThere()) {
        // What is queued by now comes first: only then the page would answer.
        setTimeout(() => {
          mine.usable = performance.now();
          resolve(undefined);
        });
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  }, usable);
}

/** Waits for that moment. */
export const untilUsable = (page: Page): Promise<undefined> =>
  page.evaluate(
    (mostMs) =>
      Promise.race([
        window.recorder.whenUsable,
        new Promise<undefined>((_, reject) => setTimeout(() => reject(new Error('never usable')), mostMs)),
      ]),
    MOST_MS,
  );

export async function recorded(page: Page): Promise<Recorded> {
  return page.evaluate(() => ({
    usable: window.recorder.usable,
    largestPaint: window.recorder.largestPaint,
    longestTask: window.recorder.longestTask,
    slowestInput: window.recorder.slowestInput,
    requests: [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ].map((entry) => {
      const timing = entry as PerformanceResourceTiming;
      return {
        url: timing.name,
        ms: timing.responseEnd - timing.requestStart,
        bytes: timing.encodedBodySize,
        isScript: timing.name.endsWith('.js'),
      };
    }),
  }));
}

/** Resolves when the page has drawn what happened until now. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
      ),
  );
