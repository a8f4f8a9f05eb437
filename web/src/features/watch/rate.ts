/** How fast a count grows, from what was seen of it. */

export interface Sample {
  at: number;
  done: number;
}

/** Older samples than this tell of a time that has passed. */
const WINDOW_MS = 5_000;

/** The samples with one more; a count that fell belongs to another stage, and begins anew. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && sample.done < last.done) return [sample];
  return [...samples.filter(({ at }) => sample.at - at <= WINDOW_MS), sample];
}

/** Units a second over the samples; nothing while there is too little to say. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < 200) return undefined;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}
