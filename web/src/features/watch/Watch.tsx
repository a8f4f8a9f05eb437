/** One analysis while it runs, and how it ended. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ArrowRight, Ban, RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { analysisKeys, hasEnded, type Analysis } from '@/api/analyses';
import { cancelJob, jobKeys, retryJob } from '@/api/jobs';
import { isGone } from '@/api/problem';
import { repositoryKeys, repositoryQuery } from '@/api/repositories';
import { StateMark } from '@/components/badges';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Failure, ProblemNote, Skeleton, ToHome } from '@/components/states';
import { Plain } from '@/components/Text';
import { shortCommit } from '@/lib/format';
import { t } from '@/strings';

import { BadTry } from './BadTry';
import { Ending } from './Ending';
import { FoundSoFar } from './FoundSoFar';
import { Stages } from './Stages';
import { useAnalysis } from './useAnalysis';

const route = getRouteApi('/framed/analyses/$analysisId');

export function Watch() {
  const { analysisId } = route.useParams();
  const { query, stream, rate } = useAnalysis(analysisId);
  const analysis = query.data;
  useForwardToReport(analysis);
  if (query.isLoadingError || isGone(query))
    return <Failure error={query.error} retry={query.refetch} action={<ToHome />} />;
  return (
    <Page
      title={t.watch.title}
      heading={analysis ? <Heading analysis={analysis} /> : <Skeleton className="h-6 w-64" />}
      lead={analysis ? <Lead analysis={analysis} /> : <Skeleton className="h-4 w-40" />}
      actions={
        // What was asked of it before its end, or after, is over with that.
        analysis && <Actions key={String(hasEnded(analysis.state))} analysis={analysis} />
      }
    >
      <div className="grid gap-4">
        {!analysis && <Skeleton className="h-56" />}
        {analysis && analysis.state !== 'failed' && (
          <Panel flush>
            <Stages analysis={analysis} rate={rate} />
            {!hasEnded(analysis.state) && <FoundSoFar found={analysis.progress?.found} />}
            {!hasEnded(analysis.state) && <BadTry jobId={analysis.job_id} />}
            {stream === 'down' && !hasEnded(analysis.state) && (
              <p className="border-t border-line px-4 py-2 text-xs text-muted">{t.watch.polling}</p>
            )}
          </Panel>
        )}
        {analysis && hasEnded(analysis.state) && <Ending analysis={analysis} />}
      </div>
    </Page>
  );
}

/** Who watched it to its good end is taken to what came out; who comes to a finished one stays. */
function useForwardToReport(analysis: Analysis | undefined): void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sawItMove = useRef(false);
  useEffect(() => {
    if (!analysis) return;
    if (!hasEnded(analysis.state)) sawItMove.current = true;
    if (analysis.state !== 'succeeded' || !sawItMove.current) return;
    let left = false;
    const forward = async () => {
      // What is known of the repository may be from before: a quick analysis ends before the team's events come in.
      await queries.invalidateQueries({ queryKey: repositoryKeys.all });
      // Nobody is taken away from where he went meanwhile.
      if (left) return;
      await navigate({
        to: '/repositories/$repositoryId',
        params: { repositoryId: analysis.repository_id },
        search: {},
        replace: true,
      });
    };
    void forward();
    return () => {
      left = true;
    };
  }, [analysis, navigate, queries]);
}

function Heading({ analysis }: { analysis: Analysis }) {
  const { data } = useQuery(repositoryQuery(analysis.repository_id));
  return (
    <span className="flex flex-wrap items-center gap-2">
      {data ? <Plain>{data.name}</Plain> : t.watch.title} <StateMark state={analysis.state} />
    </span>
  );
}

function Lead({ analysis }: { analysis: Analysis }) {
  return (
    <>
      <Plain>{analysis.branch ?? analysis.revision ?? t.watch.defaultBranch}</Plain>
      {analysis.commit && <span className="font-mono"> · {shortCommit(analysis.commit)}</span>}
    </>
  );
}

function Actions({ analysis }: { analysis: Analysis }) {
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: analysisKeys.one(analysis.id), exact: true });
    void queries.invalidateQueries({ queryKey: repositoryKeys.all });
    void queries.invalidateQueries({ queryKey: jobKeys.all });
  };
  const cancel = useMutation({ mutationFn: () => cancelJob(analysis.job_id), onSettled: refresh });
  const retry = useMutation({ mutationFn: () => retryJob(analysis.job_id), onSettled: refresh });
  const error = cancel.error ?? retry.error;
  return (
    <>
      {error && <ProblemNote error={error} />}
      {!hasEnded(analysis.state) && (
        <Button look="danger" busy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
          <Icon of={Ban} /> {cancel.isSuccess ? t.watch.cancelling : t.watch.cancel}
        </Button>
      )}
      {(analysis.state === 'failed' || analysis.state === 'cancelled') && (
        <Button look="primary" busy={retry.isPending} onClick={() => retry.mutate()}>
          <Icon of={RotateCcw} /> {t.watch.retry}
        </Button>
      )}
      {analysis.state === 'succeeded' && (
        <Button look="primary" asChild>
          <Link
            to="/repositories/$repositoryId"
            params={{ repositoryId: analysis.repository_id }}
            search={{ analysis: analysis.id }}
          >
            {t.watch.report} <Icon of={ArrowRight} />
          </Link>
        </Button>
      )}
    </>
  );
}
