/** The analyses of a repository, the newest first. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { analysesOfQuery, type Analysis } from '@/api/analyses';
import { Ratings, StateMark } from '@/components/badges';
import { More } from '@/components/More';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { SkeletonList, Trouble } from '@/components/states';
import { Plain } from '@/components/Text';
import { Time } from '@/components/Time';
import { formatNumber, shortCommit } from '@/lib/format';
import { t } from '@/strings';

const route = getRouteApi('/framed/repositories/$repositoryId');

export function History() {
  const { repositoryId } = route.useParams();
  const { analysis: shown } = route.useSearch();
  const query = useInfiniteQuery(analysesOfQuery(repositoryId));
  const analyses = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page isPart title={t.history.title} lead={t.history.lead}>
      <Panel flush>
        {query.isPending && <SkeletonList rows={6} className="h-12" />}
        <Trouble query={query} />
        <ul className="divide-y divide-line">
          {analyses.map((analysis) => (
            <AnalysisRow key={analysis.id} analysis={analysis} isShown={analysis.id === shown} />
          ))}
        </ul>
        <More query={query} />
      </Panel>
    </Page>
  );
}

function AnalysisRow({ analysis, isShown }: { analysis: Analysis; isShown: boolean }) {
  const { counts, quality, commit } = analysis;
  const asked = analysis.branch ?? analysis.revision ?? t.watch.defaultBranch;
  return (
    <li
      className={`flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm ${isShown ? 'bg-selected' : ''}`}
      aria-current={isShown ? 'true' : undefined}
    >
      <span className="w-28 max-sm:w-auto">
        <StateMark state={analysis.state} />
      </span>
      <span className="min-w-40 flex-1">
        {/* Who asked for a commit by its id has read it once then. */}
        {!commit?.startsWith(asked) && (
          <span className="mr-2">
            <Plain>{asked}</Plain>
          </span>
        )}
        {commit && <span className="font-mono text-xs text-muted">{shortCommit(commit)}</span>}
        {analysis.error && (
          <span className="block text-xs text-critical">
            <Plain>{analysis.error.message}</Plain>
          </span>
        )}
      </span>
      {quality && counts && (
        <>
          <span>{t.history.score(formatNumber(Math.round(quality.score)))}</span>
          <Ratings quality={quality} />
          <span className="w-44 text-right text-xs text-muted max-sm:w-full max-sm:text-left">
            {t.history.counts(
              formatNumber(counts.findings.open),
              formatNumber(counts.findings.new),
              formatNumber(counts.findings.fixed),
            )}
          </span>
        </>
      )}
      <span className="w-24 text-right text-xs text-muted max-sm:w-auto max-sm:flex-1 max-sm:text-left">
        <Time at={analysis.finished_at ?? analysis.created_at} />
      </span>
      {analysis.state === 'succeeded' ? (
        <Link
          to="/repositories/$repositoryId"
          params={{ repositoryId: analysis.repository_id }}
          search={{ analysis: analysis.id }}
          className="text-accent underline"
        >
          {t.history.open}
        </Link>
      ) : (
        <Link
          to="/analyses/$analysisId"
          params={{ analysisId: analysis.id }}
          className="text-accent underline"
        >
          {t.history.details}
        </Link>
      )}
    </li>
  );
}
