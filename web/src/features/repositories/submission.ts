import { compact, textOf } from '@/lib/params';

/** What the form begins with, as it stands in the address: an analysis that failed gives back what was asked for. */
export interface SubmissionSearch {
  source?: string | undefined;
  revision?: string | undefined;
}

export const submissionSearch = (search: Record<string, unknown>): SubmissionSearch =>
  compact({ source: textOf(search.source), revision: textOf(search.revision) });
