import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import type { Finding } from '@/api/findings';
import { changedQuery, type Comparison } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { More } from '@/components/More';
import { Panel } from '@/components/Panel';
import { Trouble } from '@/components/states';
import { Prose } from '@/components/Text';
import { restsOn } from '@/features/findings/filter';
import { useReport } from '@/features/report/context';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';

interface ChangedFindingsProps {
  kind: 'new' | 'fixed';
  title: string;
  /** The earlier analysis, where it is not the one before. */
  base: string | undefined;
  changed: Comparison['new_findings'];
  /** The analysis that saw them, where it is not the shown one. */
  seenIn?: string | undefined;
  /** What to say when there are none. */
  none: string;
}

/** Findings that came or went; each leads to its details. */
export function ChangedFindings({ kind, title, base, changed, seenIn, none }: ChangedFindingsProps) {
  const { analysis } = useReport();
  const query = useInfiniteQuery(changedQuery(analysis.id, base, kind, changed));
  const findings = query.data.pages.flatMap((page) => page.items);
  return (
    <Panel
      flush
      title={title}
      aside={<span className="text-xs text-muted">{formatNumber(changed.count)}</span>}
    >
      {changed.count === 0 && <p className="px-4 py-6 text-center text-sm text-muted">{none}</p>}
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {findings.map((finding) => (
          <ChangedFinding key={finding.id} finding={finding} kind={kind} seenIn={seenIn} />
        ))}
      </ul>
      <Trouble query={query} />
      <More query={query} />
    </Panel>
  );
}

interface ChangedFindingProps extends Pick<ChangedFindingsProps, 'kind' | 'seenIn'> {
  finding: Finding;
}

function ChangedFinding({ finding, kind, seenIn }: ChangedFindingProps) {
  const { repository, shown } = useReport();
  return (
    <li className="relative grid gap-0.5 px-4 py-2 hover:bg-hover">
      <p className="flex items-start gap-2 text-sm">
        <span className="pt-0.5">
          <SeverityMark severity={finding.severity} bare />
        </span>
        <Link
          to="/repositories/$repositoryId/findings"
          params={{ repositoryId: repository.id }}
          search={{
            ...shown,
            // The list of open findings has no fixed ones.
            ...(kind === 'fixed' ? restsOn([finding.fingerprint]) : {}),
            finding: finding.id,
          }}
          className="min-w-0 after:absolute after:inset-0 focus-visible:after:-outline-offset-2"
        >
          <Prose>{finding.message}</Prose>
        </Link>
      </p>
      <FileLink
        path={finding.path}
        line={finding.start_line}
        end={finding.end_line}
        analysis={seenIn}
        className="relative ml-6 justify-self-start"
      />
    </li>
  );
}
