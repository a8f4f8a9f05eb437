import { useQuery } from '@tanstack/react-query';

import { fileQuery } from '@/api/views';
import { Code } from '@/components/Code';
import { Failure, Skeleton } from '@/components/states';
import { useReport } from '@/features/report/context';

import type { ShownFinding } from './FindingDetail';

/** Lines around the finding's own. */
const AROUND = 4;
/** Lines shown of a long span at first. */
const AT_MOST = 40;

/** The code of a finding, as it was analysed, with its span marked. */
export function FindingCode({ finding }: { finding: ShownFinding }) {
  const { analysis } = useReport();
  const query = useQuery(fileQuery(analysis.id, finding.path));
  if (query.isPending) return <Skeleton className="h-56" />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <Code
        text={query.data.text}
        language={query.data.language ?? ''}
        part={{ from: finding.start_line - AROUND, to: finding.end_line + AROUND }}
        marked={{ from: finding.start_line, to: finding.end_line }}
        atMost={AT_MOST}
      />
    </div>
  );
}
