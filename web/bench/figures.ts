/** What was measured of a page, and what it may be at most. */

import type { Scrolling } from './scrolling';

export interface Figures {
  page: string;
  usable: number;
  slowest: { url: string; ms: number };
  bytes: number;
  scriptBytes: number;
  longestTask: number;
  largestPaint: number;
  slowestInput: number | undefined;
  scrolling: Scrolling | undefined;
  /** Hosts other than the service that were asked for something. */
  strangers: string[];
}

/** The slow browser's factor: how much slower than this machine it is, as a cheap phone would be. */
export const SLOWDOWN = 4;

export const BARS = {
  usable: 1_000,
  request: 300,
  scriptBytes: 250 * 1_024,
  largestPaint: 1_500,
  slowestInput: 200,
  dropped: 0.1,
};

/** Which bars a page misses, in words. */
export function missed({ page, ...figures }: Figures): string[] {
  const { usable, slowest, scriptBytes, largestPaint, slowestInput = 0, scrolling, strangers } = figures;
  const misses: [isMissed: boolean, words: string][] = [
    [usable > BARS.usable, `usable after ${ms(usable)} (${BARS.usable})`],
    [slowest.ms > BARS.request, `${slowest.url} took ${ms(slowest.ms)} (${BARS.request})`],
    [
      scriptBytes > BARS.scriptBytes,
      `${kilobytes(scriptBytes)} kB of script (${kilobytes(BARS.scriptBytes)})`,
    ],
    [largestPaint > BARS.largestPaint, `largest paint after ${ms(largestPaint)} (${BARS.largestPaint})`],
    [slowestInput > BARS.slowestInput, `an input answered after ${ms(slowestInput)} (${BARS.slowestInput})`],
    [(scrolling?.dropped ?? 0) > BARS.dropped, `${percent(scrolling?.dropped ?? 0)} of frames dropped`],
    [strangers.length > 0, `asked ${strangers.join(', ')}`],
  ];
  return misses.filter(([isMissed]) => isMissed).map(([, words]) => `${page}: ${words}`);
}

export const ms = (value: number): string => `${Math.round(value)} ms`;
export const kilobytes = (bytes: number): string => (bytes / 1_024).toFixed(0);
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
