import { createContext, use } from 'react';

import type { Analysis } from '@/api/analyses';
import type { RepositoryDetail } from '@/api/repositories';

interface ReportOn {
  repository: RepositoryDetail;
  /** The analysis whose report is shown; it succeeded. */
  analysis: Analysis;
  /** Whether it is the repository's latest. */
  isLatest: boolean;
}

export const ReportContext = createContext<ReportOn | undefined>(undefined);

/** The report that the page around shows. */
export function useReport(): ReportOn {
  const report = use(ReportContext);
  if (!report) throw new Error('a part of a report stands outside of one');
  return report;
}
