/** What changed from one analysis to another. */

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';

import { analysesOfQuery } from '@/api/analyses';
import { ApiError } from '@/api/problem';
import { comparisonQuery, type ComparedAnalysis } from '@/api/views';
import { Button } from '@/components/Button';
import { Select } from '@/components/fields';
import { Page } from '@/components/Page';
import { Empty, Skeleton, Trouble } from '@/components/states';
import { useReport } from '@/features/report/context';
import { formatDateTime, shortCommit } from '@/lib/format';
import { t } from '@/strings';

import { basesOf } from './bases';
import { ChangedFindings } from './ChangedFindings';
import { Measures } from './Measures';
import { WorsePlaces } from './WorsePlaces';

const route = getRouteApi('/framed/repositories/$repositoryId/changes');

export function Changes() {
  const { repository, analysis } = useReport();
  const { base } = route.useSearch();
  const query = useQuery(comparisonQuery(analysis.id, base));
  const isFirst = query.error instanceof ApiError && query.error.status === 409;
  return (
    <Page
      isPart
      title={`${t.report.tabs.changes} · ${repository.name}`}
      heading={t.comparison.title}
      lead={t.comparison.lead}
      actions={<BaseChoice chosen={base === undefined ? undefined : query.data?.base} />}
    >
      {query.isPending && (
        <div className="grid gap-4">
          <Skeleton className="h-28" />
          <Skeleton className="h-72" />
        </div>
      )}
      {isFirst && (
        <Empty icon={GitCompareArrows} title={t.comparison.firstTitle}>
          {t.comparison.first}
        </Empty>
      )}
      {!isFirst && <Trouble query={query} />}
      {query.data && (
        <div className="grid gap-4">
          <Measures comparison={query.data} />
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <ChangedFindings
              kind="new"
              title={t.comparison.newFindings}
              base={base}
              changed={query.data.new_findings}
              none={t.comparison.noNew}
            />
            <ChangedFindings
              kind="fixed"
              title={t.comparison.fixedFindings}
              base={base}
              changed={query.data.fixed_findings}
              seenIn={query.data.base.analysis_id}
              none={t.comparison.noFixed}
            />
          </div>
          <WorsePlaces comparison={query.data} />
        </div>
      )}
    </Page>
  );
}

/** The earlier analysis to compare with. */
function BaseChoice({ chosen }: { chosen: ComparedAnalysis | undefined }) {
  const { repository, analysis } = useReport();
  const { base: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const analyses = useInfiniteQuery(analysesOfQuery(repository.id));
  const loaded = analyses.data?.pages.flatMap((page) => page.items) ?? [];
  const bases = basesOf(loaded, analysis, chosen);
  if (bases.length === 0 && !analyses.hasNextPage) return null;
  return (
    <>
      <div className="w-64">
        <Select
          label={t.comparison.base}
          quiet
          value={wanted ?? ''}
          options={[
            { value: '', label: t.comparison.theOneBefore },
            ...bases.map(({ id, at, commit }) => ({
              value: id,
              label: `${formatDateTime(at)} · ${shortCommit(commit ?? '')}`,
            })),
          ]}
          onChange={(id) => {
            // The one before needs no name.
            const base = id && id !== bases[0]?.id ? id : undefined;
            void navigate({ search: (before) => ({ ...before, base }), replace: true });
          }}
        />
      </div>
      {analyses.hasNextPage && (
        <Button busy={analyses.isFetchingNextPage} onClick={() => void analyses.fetchNextPage()}>
          {t.comparison.moreBases}
        </Button>
      )}
    </>
  );
}
