/** What the events of an analysis say when they are taken together, and with what the service answers. */

import { hasEnded, type Analysis, type Progress } from '@/api/analyses';
import type { StreamEvent } from '@/lib/stream';

import { withSample, type Sample } from './rate';
import { stageAt } from './stages';

export const PROGRESS = 'analysis.progress';

export interface Told {
  /** The last word on how far it has come; nothing where no event said. */
  progress: Progress | undefined;
  /** Something else happened, which only the service can tell of. */
  changed: boolean;
  /** Whatever else is known of its progress may be of an attempt before. */
  isAnew: boolean;
  /** When the newest event happened. */
  newest: number | undefined;
  samples: readonly Sample[];
}

export const NOTHING: Told = {
  progress: undefined,
  changed: false,
  isAnew: false,
  newest: undefined,
  samples: [],
};

/**
 * What happened goes by when it did, not by when the news came: a stream that is opened anew tells all again, and what
 * is older than what was heard says nothing.
 */
export function takenTogether(before: Told, events: readonly StreamEvent[]): Told {
  const told: Told = {
    ...before,
    progress: undefined,
    changed: false,
    isAnew: before.isAnew && !before.progress,
  };
  for (const { kind, time, payload } of events) {
    if (time !== undefined && told.newest !== undefined && time < told.newest) continue;
    told.newest = time ?? told.newest;
    const progress = kind === PROGRESS ? (payload.progress as Progress) : undefined;
    if (!progress) {
      told.changed = true;
      // Before anything was heard, what is known may well be of this attempt.
      told.isAnew ||= before.newest !== undefined && time !== undefined && time > before.newest;
    }
    // What comes after anything else belongs to another attempt.
    told.progress = progress;
    if (progress?.stage !== 'parse') told.samples = [];
    else if (time !== undefined) told.samples = withSample(told.samples, { at: time, done: progress.done });
  }
  return told;
}

/** The analysis as it is said to be now, with the progress from before where that was further: answers may be late. */
export function notBehind(before: Analysis | undefined, now: Analysis): Analysis {
  if (before?.state !== 'running' || now.state !== 'running') return now;
  return isBehind(now.progress, before.progress) ? { ...now, progress: before.progress ?? null } : now;
}

/** The analysis after the news; what ended is as the service said. */
export function afterNews(analysis: Analysis, { progress, isAnew }: Told): Analysis {
  if (!progress || hasEnded(analysis.state)) return analysis;
  const next: Analysis = { ...analysis, state: 'running', progress };
  return isAnew ? next : notBehind(analysis, next);
}

function isBehind(one: Analysis['progress'], other: Analysis['progress']): boolean {
  if (!other) return false;
  if (!one) return true;
  const [at, otherAt] = [stageAt(one.stage), stageAt(other.stage)];
  // Nobody knows where a stage stands that is not known.
  if (at < 0 || otherAt < 0) return false;
  if (at !== otherAt) return at < otherAt;
  return one.done !== other.done ? one.done < other.done : countOf(one) < countOf(other);
}

const countOf = ({ found }: Progress): number =>
  Object.values(found).reduce<number>((sum, count) => sum + (count ?? 0), 0);
