import { useQuery } from '@tanstack/react-query';

import { jobCountsQuery, type JobCount } from '@/api/jobs';
import { Panel } from '@/components/Panel';
import { Skeleton, Trouble } from '@/components/states';
import { useNow } from '@/components/Time';
import { formatDuration, formatNumber } from '@/lib/format';
import { t } from '@/strings';

const QUEUES = ['interactive', 'webhook', 'scheduled', 'backfill'] as const;
const POLL_MS = 3_000;

/** How deep each queue is, and how long its longest waiting job has waited. */
export function Queues() {
  const query = useQuery({ ...jobCountsQuery(), refetchInterval: POLL_MS });
  return (
    <Panel title={t.operations.queues} flush>
      <Trouble query={query} />
      <ul className="grid divide-line max-sm:divide-y sm:grid-cols-4 sm:divide-x">
        {QUEUES.map((queue) => (
          <li key={queue} className="px-4 py-3">
            <p className="text-xs text-muted">{t.operations.queue[queue]}</p>
            {query.data ? (
              <Depth counts={query.data.items.filter((item) => item.priority === queue)} />
            ) : (
              query.isPending && <Skeleton className="mt-1 h-11" />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Depth({ counts }: { counts: readonly JobCount[] }) {
  const now = useNow(1_000);
  const jobs = (state: JobCount['state']) => counts.find((item) => item.state === state)?.jobs ?? 0;
  const since = counts.find((item) => item.state === 'queued')?.oldest_run_at;
  const waits = since ? now - new Date(since).getTime() : 0;
  const bad = jobs('dead') + jobs('failed');
  return (
    <>
      <p className="text-lg font-semibold">{t.operations.waiting(jobs('queued'))}</p>
      <p className="text-xs text-muted">
        {t.operations.running(formatNumber(jobs('running')))}
        {waits > 0 && ` · ${t.operations.oldest(formatDuration(waits))}`}
        {bad > 0 && <span className="text-critical"> · {t.operations.ended(bad)}</span>}
      </p>
    </>
  );
}
