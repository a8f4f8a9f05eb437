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

/** Where each stage stands, given the last word of the analysis. */
export function stageStates(
  progress: Pick<Progress, 'stage'> | null | undefined,
  hasSucceeded: boolean,
): StageState[] {
  if (hasSucceeded) return STAGES.map(() => 'done');
  const current = progress ? STAGE_OF[progress.stage] : undefined;
  const at = current ? STAGES.indexOf(current) : -1;
  return STAGES.map((_, index) => (index < at ? 'done' : index === at ? 'current' : 'ahead'));
}
