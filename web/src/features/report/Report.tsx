/** What one analysis says about a repository: the frame of the report's pages. */

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { History, SearchCode, Unlink } from 'lucide-react';
import { useEffect, useState } from 'react';

import { analysesOfQuery, analysisQuery, type Analysis } from '@/api/analyses';
import { isGone } from '@/api/problem';
import { repositoryQuery, type RepositoryDetail } from '@/api/repositories';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { usePageTitle } from '@/components/Page';
import { Empty, Failure, Skeleton, ToHome } from '@/components/states';
import { Name, Plain } from '@/components/Text';
import { Time } from '@/components/Time';
import { shortCommit } from '@/lib/format';
import { t } from '@/strings';

import { ReportContext } from './context';
import { stillOpen, type Opened } from './opened';
import { RepositoryMenu } from './RepositoryMenu';
import { ReportTabs } from './ReportTabs';

const route = getRouteApi('/framed/repositories/$repositoryId');

export function Report() {
  const { repositoryId } = route.useParams();
  const { analysis: wanted } = route.useSearch();
  const repository = useQuery(repositoryQuery(repositoryId));
  const older = useQuery({ ...analysisQuery(wanted ?? ''), enabled: wanted !== undefined });
  const latest = repository.data?.latest_analysis ?? undefined;
  const [before, setOpened] = useState<Opened>();
  const opened = stillOpen(before, { repositoryId, wanted, latest, isCertain: !repository.isFetching });
  if (opened !== before) setOpened(opened);
  useAddress(opened && latest && opened.analysis.id !== latest.id ? opened.analysis : undefined);
  const analysis = wanted ? older.data : (opened?.analysis ?? latest);
  // The list of analyses is there even where none has succeeded.
  const isHistory = useRouterState({ select: (state) => state.location.pathname.endsWith('/history') });
  usePageTitle(repository.data?.name ?? t.report.title);

  // What is there stays while it cannot be asked for anew, unless it was deleted.
  if (repository.isLoadingError || isGone(repository))
    return <Failure error={repository.error} retry={repository.refetch} action={<ToHome />} />;
  if (wanted && (older.isLoadingError || isGone(older)))
    return <Failure error={older.error} retry={older.refetch} action={<ToHome />} />;
  if (!repository.data || (wanted && !analysis)) return <Loading />;
  if (analysis && analysis.repository_id !== repositoryId) return <Stranger analysis={analysis} />;
  return (
    // A part that fills the window says so; what stands above it may grow.
    <div className="flex flex-col has-[[data-fills]]:h-dvh max-md:has-[[data-fills]]:h-[calc(100dvh-6.5rem-1px)]">
      <header className="border-b border-line bg-surface px-4 pt-4 sm:px-6">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h1 className="text-lg font-semibold tracking-tight">
              <Name>{repository.data.name}</Name>
            </h1>
            <p className="flex flex-wrap gap-x-2 text-xs text-muted">
              {analysis && <Subject analysis={analysis} />}
            </p>
          </div>
          <RepositoryMenu repository={repository.data} analysis={analysis} />
        </div>
        <ReportTabs repositoryId={repositoryId} />
      </header>
      {(analysis ?? isHistory) && <Active repository={repository.data} />}
      {analysis && latest && analysis.id !== latest.id && <NewerNote />}
      {analysis?.state === 'succeeded' ? (
        <ReportContext
          value={{ repository: repository.data, analysis, shown: wanted ? { analysis: wanted } : {} }}
        >
          <Outlet />
        </ReportContext>
      ) : isHistory ? (
        <Outlet />
      ) : (
        <NothingYet repository={repository.data} />
      )}
    </div>
  );
}

/** Gives a report that is no longer the latest its address: a reload, a link to it and all that it leads to keep to it. */
function useAddress(passed: Analysis | undefined): void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    // Somebody may be on the way to another repository already.
    if (!passed || !router.latestLocation.pathname.includes(passed.repository_id)) return;
    // It is known already, and nothing on the page has to wait for it.
    queries.setQueryData(analysisQuery(passed.id).queryKey, passed);
    void navigate({
      to: '.',
      search: (before) => ({ ...before, analysis: passed.id }),
      replace: true,
      resetScroll: false,
    });
  }, [passed, queries, navigate, router]);
}

function Subject({ analysis }: { analysis: Analysis }) {
  return (
    <>
      {analysis.branch && <Plain>{analysis.branch}</Plain>}
      {analysis.commit && <span className="font-mono">{shortCommit(analysis.commit)}</span>}
      {analysis.finished_at && <Time at={analysis.finished_at} />}
    </>
  );
}

/** Analyses that run meanwhile. */
function Active({ repository }: { repository: RepositoryDetail }) {
  const [active] = repository.active_analyses;
  if (!active) return null;
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-3 border-b border-line bg-low-soft px-4 py-2 text-sm sm:px-6"
    >
      {t.report.active}
      <Link
        to="/analyses/$analysisId"
        params={{ analysisId: active.id }}
        className="font-medium text-low underline"
      >
        {t.report.watch}
      </Link>
    </p>
  );
}

function NewerNote() {
  const navigate = useNavigate();
  // Places in the report that is left are none in the other.
  const left = { analysis: undefined, clone: undefined, line: undefined, end: undefined };
  const show = () => void navigate({ to: '.', search: (before) => ({ ...before, ...left }) });
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-3 border-b border-line bg-low-soft px-4 py-2 text-sm sm:px-6"
    >
      {t.report.newer}
      <button type="button" onClick={show} className="font-medium text-low underline">
        {t.report.showNewer}
      </button>
    </p>
  );
}

/** An address that was put together wrongly must not show one repository's report under another's name. */
function Stranger({ analysis }: { analysis: Analysis }) {
  return (
    <Empty
      icon={Unlink}
      title={<h1>{t.report.strangerTitle}</h1>}
      action={
        <Button asChild>
          <Link
            to="/repositories/$repositoryId"
            params={{ repositoryId: analysis.repository_id }}
            search={{ analysis: analysis.id }}
          >
            {t.report.toItsOwn}
          </Link>
        </Button>
      }
    >
      {t.report.stranger}
    </Empty>
  );
}

function NothingYet({ repository }: { repository: RepositoryDetail }) {
  const [active] = repository.active_analyses;
  const { data: all } = useInfiniteQuery(analysesOfQuery(repository.id));
  const fault = active ? undefined : all?.pages[0]?.items[0]?.error;
  return (
    <Empty
      icon={SearchCode}
      title={fault ? t.report.failedTitle : t.report.nothingTitle}
      action={
        active ? (
          <Button look="primary" asChild>
            <Link to="/analyses/$analysisId" params={{ analysisId: active.id }}>
              {t.report.watch}
            </Link>
          </Button>
        ) : (
          <Button asChild>
            <Link
              to="/repositories/$repositoryId/history"
              params={{ repositoryId: repository.id }}
              search={{}}
            >
              <Icon of={History} /> {t.report.toHistory}
            </Link>
          </Button>
        )
      }
    >
      {fault ? (
        <span className="inline-block first-letter:uppercase">
          <Plain>{fault.message}</Plain>
        </span>
      ) : active ? (
        t.report.nothingRunning
      ) : (
        t.report.nothing
      )}
    </Empty>
  );
}

function Loading() {
  return (
    <div role="status">
      <span className="sr-only">{t.states.loading}</span>
      <div className="grid gap-2 border-b border-line bg-surface px-4 pt-5 pb-2.5 sm:px-6">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-3.5 w-52" />
        <Skeleton className="mt-3 h-5 max-w-xl" />
      </div>
      <div className="p-4 sm:p-6">
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
