/** The jobs, by where they stand, with what can be done about each. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, RotateCcw } from 'lucide-react';
import { useState } from 'react';

import { jobCountsQuery, jobKeys, JOBS_OF_PAGE, jobsQuery, retryJobs, type JobState } from '@/api/jobs';
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
/** States that the service counts. */
const COUNTED: readonly JobState[] = ['queued', 'running', ...ENDED_BADLY];
const POLL_MS = 3_000;

export function Jobs() {
  const [states, setStates] = useState<JobState[]>([]);
  /** Where the pages after the first begin, up to the one that is shown. */
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const queries = useQueryClient();
  const query = useQuery({
    ...jobsQuery({ states }, cursors.at(-1)),
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
  });
  const counts = useQuery(jobCountsQuery()).data?.items ?? [];
  const jobs = query.data?.items ?? [];
  const next = query.data?.next_cursor;
  const hasBad = counts.some(({ state }) => ENDED_BADLY.includes(state));
  const isCounted = states.length > 0 && states.every((state) => COUNTED.includes(state));
  const all = counts.filter(({ state }) => states.includes(state)).reduce((sum, item) => sum + item.jobs, 0);
  const first = cursors.length * JOBS_OF_PAGE;
  const retryAll = useMutation({
    mutationFn: () => retryJobs(ENDED_BADLY),
    onSuccess: (retried) => notify({ text: t.operations.retried(retried) }),
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
            onChange={(wanted) => {
              setStates(wanted);
              setCursors([]);
            }}
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
      {(cursors.length > 0 || next) && (
        <nav
          aria-label={t.operations.pages}
          className="flex items-center gap-2 border-t border-line px-4 py-2 text-xs text-muted"
        >
          <span className="flex-1">
            {t.operations.part(
              Math.min(first + 1, first + jobs.length),
              first + jobs.length,
              isCounted ? all : undefined,
            )}
          </span>
          {cursors.length > 0 && (
            <Button onClick={() => setCursors(cursors.slice(0, -1))}>
              <Icon of={ChevronLeft} size={14} /> {t.operations.newer}
            </Button>
          )}
          {next && (
            <Button busy={query.isPlaceholderData} onClick={() => setCursors([...cursors, next])}>
              {t.operations.older} <Icon of={ChevronRight} size={14} />
            </Button>
          )}
        </nav>
      )}
    </Panel>
  );
}
