import { createContext, use } from 'react';

import type { Analysis } from '@/api/analyses';
import type { RepositoryDetail } from '@/api/repositories';

interface ReportOn {
  repository: RepositoryDetail;
  /** The analysis whose report is shown; it succeeded. */
  analysis: Analysis;
  /** What an address says of it: nothing for the latest. */
  shown: { analysis?: string };
}

export const ReportContext = createContext<ReportOn | undefined>(undefined);

/** The report that the page around shows. */
export function useReport(): ReportOn {
  const report = use(ReportContext);
  if (!report) throw new Error('a part of a report stands outside of one');
  return report;
}
