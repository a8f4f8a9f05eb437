/** Numbers, times and durations as the reader's locale writes them. */

/**
 * Making a formatter takes longer than using it a hundred times: each is made once, and not before it is used, for no
 * page needs them all.
 */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const numberAs = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(undefined, options));
const dateAs = (options: Intl.DateTimeFormatOptions) =>
  once(() => new Intl.DateTimeFormat(undefined, options));

const number = numberAs({});
const compact = numberAs({ notation: 'compact', maximumFractionDigits: 1 });
const percent = numberAs({ style: 'percent', maximumFractionDigits: 1 });
const whole = numberAs({ style: 'percent', maximumFractionDigits: 0 });
const dateTime = dateAs({ dateStyle: 'medium', timeStyle: 'short' });
const date = dateAs({ dateStyle: 'medium' });
const relative = once(() => new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' }));

export const formatNumber = (value: number): string => number().format(value);

/** 12,345 as 12.3K: for places where the order of magnitude is what counts. */
export const formatCompact = (value: number): string => compact().format(value);

/** A share of one, 0..1. */
export const formatPercent = (share: number): string => percent().format(share);

/** A share that is a judgement and no count: a digit after the point would claim too much. */
export const formatShare = (share: number): string => whole().format(share);

export const formatDateTime = (time: string): string => dateTime().format(new Date(time));

export const formatDate = (time: string): string => date().format(new Date(time));

export function formatDecimal(value: number, digits: number): string {
  return new Intl.NumberFormat(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago or ahead a time is: `3 hr. ago`. */
export function formatRelative(time: string, now: number): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative().format(Math.trunc(seconds / size), unit);
  }
  return relative().format(Math.trunc(seconds), 'second');
}

type TimeUnit = 'day' | 'hour' | 'minute' | 'second';

const unitsOf = (unit: TimeUnit, digits = 0) =>
  numberAs({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits });

const UNITS: Record<TimeUnit, () => Intl.NumberFormat> = {
  day: unitsOf('day'),
  hour: unitsOf('hour'),
  minute: unitsOf('minute'),
  second: unitsOf('second'),
};
const tenths = unitsOf('second', 1);

const unit = (value: number, name: TimeUnit): string => UNITS[name]().format(value);

/** Hours of a working day: efforts are counted in those. */
const WORKING_HOURS = 8;

/** Work in minutes as a person would say it: `40 min`, `6 hr 12 min`, `3 days 2 hr` of eight hours each. */
export function formatEffort(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return unit(whole, 'minute');
  const hours = Math.floor(whole / 60);
  if (hours < WORKING_HOURS) return joined(unit(hours, 'hour'), whole % 60, 'minute');
  const days = Math.floor(hours / WORKING_HOURS);
  return joined(unit(days, 'day'), days < 10 ? hours % WORKING_HOURS : 0, 'hour');
}

const joined = (large: string, rest: number, name: TimeUnit): string =>
  rest > 0 ? `${large} ${unit(rest, name)}` : large;

/** Time that passed, in milliseconds: `0.4 sec`, `12 sec`, `3 min 5 sec`. */
export function formatDuration(milliseconds: number): string {
  const exact = Math.max(0, milliseconds) / 1000;
  if (exact < 10) return tenths().format(exact);
  // Rounded once and first: 119.6 seconds are two minutes.
  const seconds = Math.round(exact);
  if (seconds < 60) return unit(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(unit(minutes, 'minute'), seconds % 60, 'second');
  return joined(unit(Math.floor(minutes / 60), 'hour'), minutes % 60, 'minute');
}

/** The beginning of a commit's id, as long as git itself writes it. */
export const shortCommit = (commit: string): string => commit.slice(0, 7);
