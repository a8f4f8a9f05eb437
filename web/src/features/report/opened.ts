/** Which report is open. It stays under who reads it, whatever analysis ends meanwhile. */

import type { Analysis } from '@/api/analyses';

export interface Opened {
  repositoryId: string;
  /** The latest when the report was opened. */
  analysis: Analysis;
}

interface Now {
  repositoryId: string;
  /** The analysis that the address names, where it names one. */
  wanted: string | undefined;
  latest: Analysis | undefined;
  /** Whether the latest is known for certain; one from before may be behind. */
  isCertain: boolean;
}

/** What is open now: what was open before, as long as the address leads there. */
export function stillOpen(
  before: Opened | undefined,
  { repositoryId, wanted, latest, isCertain }: Now,
): Opened | undefined {
  if (wanted !== undefined) return undefined;
  if (before?.repositoryId === repositoryId) return before;
  return latest && isCertain ? { repositoryId, analysis: latest } : undefined;
}
