import type { Overview } from '@/api/views';
import { Panel } from '@/components/Panel';
import { Plain } from '@/components/Text';
import { formatDate, formatNumber, formatPercent } from '@/lib/format';
import { t } from '@/strings';

/** What there is: sizes, people, repetition, and what was left out. */
export function Size({ overview }: { overview: Overview }) {
  const { totals, history, duplication, counts, skipped } = overview;
  const facts: [string, string][] = [
    [t.overview.files, formatNumber(totals.files)],
    [t.overview.code, formatNumber(totals.code)],
    [t.overview.comments, formatNumber(totals.comments)],
    [t.overview.functions, formatNumber(totals.functions)],
    [t.overview.repeated, formatPercent(duplication.ratio)],
    [t.overview.cycles, formatNumber(counts.cycles)],
  ];
  if (history) {
    facts.push(
      [t.overview.commits, formatNumber(history.commits)],
      [t.overview.authors, formatNumber(history.authors)],
      [t.overview.busFactor, formatNumber(history.bus_factor)],
    );
    if (history.last_commit) facts.push([t.overview.lastCommit, formatDate(history.last_commit)]);
  }
  return (
    <Panel title={t.overview.size}>
      <dl className="grid gap-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {counts.skipped > 0 && (
        <details className="mt-3 border-t border-line pt-3 text-sm">
          <summary className="text-muted">{t.overview.skipped(counts.skipped)}</summary>
          <ul className="mt-2 grid gap-1 text-xs">
            {skipped.map(({ reason, files }) => (
              <li key={reason} className="flex justify-between">
                <Plain>{t.overview.skippedReason(reason)}</Plain>
                <span>{formatNumber(files)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
