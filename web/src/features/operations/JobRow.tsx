import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ban, RotateCcw, Trash2 } from 'lucide-react';

import { cancelJob, deleteJob, jobKeys, retryJob, type Job } from '@/api/jobs';
import { asProblem } from '@/api/problem';
import { StateMark } from '@/components/badges';
import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { ProgressBar } from '@/components/Progress';
import { Name, Plain } from '@/components/Text';
import { Time } from '@/components/Time';
import { notify } from '@/components/toasts';
import { formatDuration } from '@/lib/format';
import { textOf } from '@/lib/params';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

export function JobRow({ job }: { job: Job }) {
  const analysisId = textOf((job.payload as Record<string, unknown>).analysis_id);
  // What a deleted repository's job was about is gone with it.
  const subject = job.repository_name;
  return (
    <li className="grid gap-1 px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="w-28">
          <StateMark state={job.state} />
        </span>
        <span className="min-w-40 flex-1">
          <Plain>{t.operations.kind(job.kind)}</Plain>
          {analysisId && subject && (
            <Link
              to="/analyses/$analysisId"
              params={{ analysisId }}
              className="text-xs text-accent hover:underline"
            >
              <Name>{subject}</Name>
            </Link>
          )}
          {!analysisId && subject && <Name className="text-xs text-muted">{subject}</Name>}
        </span>
        {job.state === 'running' && job.progress && (
          <span className="w-48 text-xs text-muted">
            <Plain>{job.progress.message}</Plain>
            <ProgressBar
              label={visible(job.progress.message)}
              done={job.progress.done}
              total={job.progress.total}
            />
          </span>
        )}
        {job.attempt > 1 && (
          <span className="text-xs text-muted">{t.operations.attempt(job.attempt, job.max_attempts)}</span>
        )}
        <span className="w-20 text-right text-xs text-muted">{durationOf(job)}</span>
        <span className="w-20 text-right text-xs text-muted">
          <Time at={job.created_at} />
        </span>
        <Actions job={job} />
      </div>
      {job.error && (
        <p className="text-xs text-critical">
          <Plain>{job.error}</Plain>
        </p>
      )}
    </li>
  );
}

const durationOf = (job: Job): string =>
  job.started_at && job.finished_at
    ? formatDuration(new Date(job.finished_at).getTime() - new Date(job.started_at).getTime())
    : '';

function Actions({ job }: { job: Job }) {
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (action: (id: string) => Promise<unknown>) => action(job.id),
    onError: (error) => notify({ text: asProblem(error).detail, tone: 'problem' }),
    onSettled: () => void queries.invalidateQueries({ queryKey: jobKeys.all }),
  });
  const moves = job.state === 'queued' || job.state === 'running';
  const canRetry = job.state === 'failed' || job.state === 'dead' || job.state === 'cancelled';
  return (
    <span className="flex w-16 justify-end">
      {moves && (
        <IconButton
          label={t.operations.cancel}
          busy={act.isPending || job.cancel_requested}
          onClick={() => act.mutate(cancelJob)}
        >
          <Icon of={Ban} />
        </IconButton>
      )}
      {canRetry && (
        <IconButton label={t.operations.retry} busy={act.isPending} onClick={() => act.mutate(retryJob)}>
          <Icon of={RotateCcw} />
        </IconButton>
      )}
      {!moves && (
        <IconButton label={t.operations.remove} busy={act.isPending} onClick={() => act.mutate(deleteJob)}>
          <Icon of={Trash2} />
        </IconButton>
      )}
    </span>
  );
}
