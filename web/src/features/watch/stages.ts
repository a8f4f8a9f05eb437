/** The stages of an analysis as a person follows them. The pipeline's own stages fall into these. */

import type { Progress } from '@/api/analyses';

export const STAGES = ['fetch', 'detect', 'parse', 'relate', 'conclude'] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF: Record<string, Stage> = {
  fetch: 'fetch',
  detect: 'detect',
  parse: 'parse',
  relate: 'relate',
  conclude: 'conclude',
};

export type StageState = 'done' | 'current' | 'ahead';

/** The place of a stage of the pipeline among those; -1 where it is not known. */
export function stageAt(stage: string): number {
  const known = STAGE_OF[stage];
  return known ? STAGES.indexOf(known) : -1;
}

/** Where each stage stands, given the last word of the analysis. */
export function stageStates(
  progress: Pick<Progress, 'stage'> | null | undefined,
  hasSucceeded: boolean,
): StageState[] {
  if (hasSucceeded) return STAGES.map(() => 'done');
  const at = progress ? stageAt(progress.stage) : -1;
  return STAGES.map((_, index) => (index < at ? 'done' : index === at ? 'current' : 'ahead'));
}
