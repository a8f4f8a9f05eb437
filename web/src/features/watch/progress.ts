/** What the events of an analysis say when they are taken together. */

import type { Progress } from '@/api/analyses';
import type { StreamEvent } from '@/lib/stream';

import { withSample, type Sample } from './rate';

export const PROGRESS = 'analysis.progress';

export interface Told {
  /** The last word on how far it has come; nothing where no event said. */
  progress: Progress | undefined;
  /** Something else happened, which only the service can tell of. */
  changed: boolean;
  samples: readonly Sample[];
}

/** The samples go by when things happened, not by when the news came: a stream that is opened anew tells all again. */
export function takenTogether(known: readonly Sample[], events: readonly StreamEvent[]): Told {
  const told: Told = { progress: undefined, changed: false, samples: known };
  for (const { kind, time, payload } of events) {
    const progress = kind === PROGRESS ? (payload.progress as Progress) : undefined;
    if (!progress) told.changed = true;
    // What comes after anything else belongs to another attempt.
    told.progress = progress;
    if (progress?.stage !== 'parse') told.samples = [];
    else if (time !== undefined) told.samples = withSample(told.samples, { at: time, done: progress.done });
  }
  return told;
}
