import { Link } from '@tanstack/react-router';

import type { Overview } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { Panel } from '@/components/Panel';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { useReport } from './context';

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

const LOOKS: Record<(typeof SEVERITIES)[number], string> = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'bg-medium',
  low: 'bg-low',
  info: 'bg-info',
};

/** Open findings per severity; each leads to the list. */
export function FindingBars({ overview }: { overview: Overview }) {
  const { repository, shown } = useReport();
  const counts = overview.findings.by_severity;
  const most = Math.max(1, ...SEVERITIES.map((severity) => counts[severity]));
  return (
    <Panel
      title={t.overview.findings}
      aside={<span className="text-xs text-muted">{formatNumber(overview.findings.open)}</span>}
    >
      <ul className="grid gap-1">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <Link
              to="/repositories/$repositoryId/findings"
              params={{ repositoryId: repository.id }}
              search={{ ...shown, severity: [severity] }}
              className="grid h-7 grid-cols-[5.5rem_minmax(0,1fr)_3rem] items-center gap-2 rounded-md px-1 hover:bg-hover"
            >
              <SeverityMark severity={severity} />
              <span className="h-1.5 rounded-full bg-hover">
                <span
                  className={`block h-full rounded-full ${LOOKS[severity]}`}
                  style={{ width: `${(100 * counts[severity]) / most}%` }}
                />
              </span>
              <span className="text-right text-sm">{formatNumber(counts[severity])}</span>
            </Link>
          </li>
        ))}
      </ul>
      {overview.findings.suppressed > 0 && (
        <p className="mt-2 px-1 text-xs text-muted">{t.overview.suppressed(overview.findings.suppressed)}</p>
      )}
    </Panel>
  );
}
