/** What changed from one analysis to another. */

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';

import { analysesOfQuery } from '@/api/analyses';
import { ApiError } from '@/api/problem';
import { comparisonQuery } from '@/api/views';
import { Select } from '@/components/fields';
import { Page } from '@/components/Page';
import { Empty, Skeleton, Trouble } from '@/components/states';
import { useReport } from '@/features/report/context';
import { formatDateTime, shortCommit } from '@/lib/format';
import { t } from '@/strings';

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
      actions={<BaseChoice />}
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
              title={t.comparison.newFindings}
              changed={query.data.new_findings}
              none={t.comparison.noNew}
              areHere
            />
            <ChangedFindings
              title={t.comparison.fixedFindings}
              changed={query.data.fixed_findings}
              none={t.comparison.noFixed}
              areHere={false}
            />
          </div>
          <WorsePlaces comparison={query.data} />
        </div>
      )}
    </Page>
  );
}

/** The earlier analysis to compare with. */
function BaseChoice() {
  const { repository, analysis } = useReport();
  const { base } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useInfiniteQuery(analysesOfQuery(repository.id));
  const earlier = (data?.pages.flatMap((page) => page.items) ?? []).filter(
    (item) => item.state === 'succeeded' && item.created_at < analysis.created_at,
  );
  if (earlier.length === 0) return null;
  return (
    <div className="w-64">
      <Select
        label={t.comparison.base}
        quiet
        value={base ?? ''}
        options={[
          { value: '', label: t.comparison.theOneBefore },
          ...earlier.map((item) => ({
            value: item.id,
            label: `${formatDateTime(item.finished_at ?? item.created_at)} · ${shortCommit(item.commit ?? '')}`,
          })),
        ]}
        onChange={(id) =>
          void navigate({ search: (before) => ({ ...before, base: id || undefined }), replace: true })
        }
      />
    </div>
  );
}
