import { describe, expect, it } from 'vitest';

import { formatDuration, formatEffort, formatRelative } from './format';

describe('effort', () => {
  it.each([
    [5, '5 min'],
    [59.6, '1 hr'],
    [90, '1 hr 30 min'],
    [480, '1 day'],
    [600, '1 day 2 hr'],
    [480 * 30 + 60, '30 days'],
  ])('of %s minutes is %s', (minutes, said) => expect(formatEffort(minutes)).toBe(said));
});

describe('duration', () => {
  it.each([
    [-5, '0 sec'],
    [420, '0.4 sec'],
    [12_300, '12 sec'],
    [59_700, '1 min'],
    [119_600, '2 min'],
    [3_599_600, '1 hr'],
    [185_000, '3 min 5 sec'],
    [7_500_000, '2 hr 5 min'],
  ])('of %s ms is %s', (milliseconds, said) => expect(formatDuration(milliseconds)).toBe(said));
});

describe('relative time', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  it.each([
    ['2026-03-10T11:59:30Z', '30 sec. ago'],
    ['2026-03-10T10:00:00Z', '2 hr. ago'],
    ['2026-03-08T12:00:00Z', '2 days ago'],
    ['2026-03-10T12:05:00Z', 'in 5 min.'],
  ])('of %s is %s', (time, said) => expect(formatRelative(time, now)).toBe(said));
});
