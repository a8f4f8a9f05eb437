/** The jobs, by where they stand, with what can be done about each. */

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';

import { jobKeys, jobsQuery, retryJobs, type JobState } from '@/api/jobs';
import { asProblem } from '@/api/problem';
import { Button } from '@/components/Button';
import { FilterMenu } from '@/components/FilterMenu';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { Empty, SkeletonList, Trouble } from '@/components/states';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

import { JobRow } from './JobRow';

const STATES: readonly JobState[] = ['queued', 'running', 'succeeded', 'failed', 'dead', 'cancelled'];
/** States that another try may get a job out of. */
const ENDED_BADLY: JobState[] = ['failed', 'dead'];
const POLL_MS = 3_000;

export function Jobs() {
  const [states, setStates] = useState<JobState[]>([]);
  const queries = useQueryClient();
  const query = useInfiniteQuery({ ...jobsQuery(states), refetchInterval: POLL_MS });
  const jobs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const hasBad = jobs.some((job) => ENDED_BADLY.includes(job.state));
  const retryAll = useMutation({
    mutationFn: () => retryJobs(ENDED_BADLY),
    onSuccess: ({ retried }) => notify({ text: t.operations.retried(retried) }),
    onError: (error) => notify({ text: asProblem(error).detail, tone: 'problem' }),
    onSettled: () => void queries.invalidateQueries({ queryKey: jobKeys.all }),
  });
  return (
    <Panel
      flush
      title={t.operations.jobs}
      aside={
        <span className="flex gap-2">
          {hasBad && (
            <Button busy={retryAll.isPending} onClick={() => retryAll.mutate()}>
              <Icon of={RotateCcw} /> {t.operations.retryAll}
            </Button>
          )}
          <FilterMenu
            label={t.operations.state}
            values={states}
            options={STATES.map((value) => ({ value, label: t.jobState[value] }))}
            onChange={setStates}
          />
        </span>
      }
    >
      {query.isPending && <SkeletonList rows={8} className="h-14" />}
      <Trouble query={query} />
      {query.isSuccess && jobs.length === 0 && (
        <Empty title={t.operations.noJobs}>
          {states.length > 0 ? t.operations.noJobsHere : t.operations.noJobsYet}
        </Empty>
      )}
      <ul className="divide-y divide-line">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.actions.more}
          </Button>
        </div>
      )}
    </Panel>
  );
}
