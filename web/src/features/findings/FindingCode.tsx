import { useQuery } from '@tanstack/react-query';

import { isGone } from '@/api/problem';
import { fileQuery } from '@/api/views';
import { Code } from '@/components/Code';
import { Failure, Skeleton } from '@/components/states';
import { useReport } from '@/features/report/context';
import { t } from '@/strings';

import type { ShownFinding } from './FindingDetail';

/** Lines around the finding's own. */
const AROUND = 4;
/** Lines shown of a long span at first. */
const AT_MOST = 40;

interface FindingCodeProps {
  finding: ShownFinding;
  /** The analysis that saw it there; nothing while that is not known. */
  seenIn: string | undefined;
}

/** The code of a finding as it stood in the analysis that saw it, with its span marked. */
export function FindingCode({ finding, seenIn }: FindingCodeProps) {
  const { analysis } = useReport();
  const query = useQuery({ ...fileQuery(seenIn ?? '', finding.path), enabled: seenIn !== undefined });
  const isShown = seenIn === analysis.id;
  if (query.isPending) return <Skeleton className="h-56" />;
  if (!isShown && isGone(query)) return <p className="text-sm text-muted">{t.findings.codeForgotten}</p>;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      {!isShown && (
        <p className="border-b border-line bg-info-soft px-4 py-2 text-xs">{t.findings.codeThen}</p>
      )}
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
