/** The analyses that have not ended, several at once. */

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { underWayQuery, type Job } from '@/api/jobs';
import { StateMark } from '@/components/badges';
import { Panel } from '@/components/Panel';
import { ProgressBar } from '@/components/Progress';
import { Name } from '@/components/Text';
import { textOf } from '@/lib/params';
import { t } from '@/strings';

const POLL_MS = 2_000;

export function UnderWay() {
  const { data } = useQuery({
    ...underWayQuery(),
    refetchInterval: ({ state }) => (state.data?.items.length ? POLL_MS : false),
  });
  const jobs = data?.items ?? [];
  if (jobs.length === 0) return null;
  return (
    <Panel title={t.repositories.underWay(jobs.length, Boolean(data?.next_cursor))} flush>
      <ul className="divide-y divide-line">
        {jobs.map((job) => (
          <UnderWayRow key={job.id} job={job} />
        ))}
      </ul>
    </Panel>
  );
}

function UnderWayRow({ job }: { job: Job }) {
  const analysisId = textOf((job.payload as Record<string, unknown>).analysis_id);
  const name = job.repository_name ?? t.watch.title;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 hover:bg-hover">
      <span className="w-24">
        <StateMark state={job.state} />
      </span>
      <span className="min-w-40 flex-1 text-sm">
        {analysisId ? (
          <Link to="/analyses/$analysisId" params={{ analysisId }} className="after:absolute after:inset-0">
            <Name>{name}</Name>
          </Link>
        ) : (
          <Name>{name}</Name>
        )}
      </span>
      <span className="flex min-h-4 w-40 items-center text-xs text-muted max-sm:w-full">
        {job.state === 'queued' ? (
          t.watch.waiting
        ) : (
          <ProgressBar
            label={t.watch.progress}
            done={job.progress?.done ?? 0}
            total={job.progress?.total ?? 0}
          />
        )}
      </span>
    </li>
  );
}
