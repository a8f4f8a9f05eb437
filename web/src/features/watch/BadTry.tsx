import { useQuery } from '@tanstack/react-query';

import { jobQuery } from '@/api/jobs';
import { Said } from '@/components/Text';
import { t } from '@/strings';

/** No event tells of a try that ended badly. */
const POLL_MS = 3_000;

/** Why an analysis that was tried already does not come on: a host may not answer for long. */
export function BadTry({ jobId }: { jobId: string }) {
  const { data: job } = useQuery({ ...jobQuery(jobId), refetchInterval: POLL_MS });
  const bad = job?.state === 'running' ? job.attempt - 1 : job?.attempt;
  if (!job?.error || !bad) return null;
  return (
    <p role="status" className="border-t border-line bg-medium-soft px-4 py-2 text-sm">
      {t.watch.badTry(bad, job.max_attempts)} <Said>{job.error}</Said>
    </p>
  );
}
