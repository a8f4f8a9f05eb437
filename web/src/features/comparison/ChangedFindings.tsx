import type { Comparison } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { Panel } from '@/components/Panel';
import { PathName, Prose } from '@/components/Text';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

interface ChangedFindingsProps {
  title: string;
  changed: Comparison['new_findings'];
  /** What to say when there are none. */
  none: string;
  /** They stand in the code of the analysis that is shown. */
  areHere: boolean;
}

export function ChangedFindings({ title, changed, none, areHere }: ChangedFindingsProps) {
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
          <li key={finding.id} className="grid gap-0.5 px-4 py-2">
            <p className="flex items-start gap-2 text-sm">
              <span className="pt-0.5">
                <SeverityMark severity={finding.severity} bare />
              </span>
              <span className="min-w-0">
                <Prose>{finding.message}</Prose>
              </span>
            </p>
            {areHere ? (
              <FileLink
                path={finding.path}
                line={finding.start_line}
                end={finding.end_line}
                className="ml-6"
              />
            ) : (
              <PathName path={finding.path} line={finding.start_line} className="ml-6" />
            )}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">{t.comparison.rest(rest)}</p>
      )}
    </Panel>
  );
}
