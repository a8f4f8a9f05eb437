import { Link } from '@tanstack/react-router';

import type { Finding } from '@/api/findings';
import type { Comparison } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { Panel } from '@/components/Panel';
import { Prose } from '@/components/Text';
import { restsOn } from '@/features/findings/filter';
import { useReport } from '@/features/report/context';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

interface ChangedFindingsProps {
  kind: 'new' | 'fixed';
  title: string;
  changed: Comparison['new_findings'];
  /** The analysis that saw them, where it is not the shown one. */
  seenIn?: string | undefined;
  /** What to say when there are none. */
  none: string;
  /** Compared is with the analysis before: the list of findings then knows them all. */
  isListed: boolean;
}

/** Findings that came or went; each leads to its details. */
export function ChangedFindings({ kind, title, changed, seenIn, none, isListed }: ChangedFindingsProps) {
  const { repository, shown } = useReport();
  const rest = changed.count - changed.items.length;
  return (
    <Panel
      flush
      title={title}
      aside={<span className="text-xs text-muted">{formatNumber(changed.count)}</span>}
    >
      {changed.count === 0 && <p className="px-4 py-6 text-center text-sm text-muted">{none}</p>}
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {changed.items.map((finding) => (
          <ChangedFinding key={finding.id} finding={finding} kind={kind} seenIn={seenIn} />
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">
          {isListed ? (
            <Link
              to="/repositories/$repositoryId/findings"
              params={{ repositoryId: repository.id }}
              search={{ ...shown, state: kind }}
              className="text-accent underline"
            >
              {t.comparison.rest(rest)}
            </Link>
          ) : (
            t.comparison.restUnlisted(rest)
          )}
        </p>
      )}
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
