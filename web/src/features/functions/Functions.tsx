/** Every function with its measures, sortable by each. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { SquareFunction } from 'lucide-react';

import { functionsQuery } from '@/api/views';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { PathFilter } from '@/components/PathFilter';
import { Empty, SkeletonList, Trouble } from '@/components/states';
import { WhereFilter } from '@/components/WhereFilter';
import { useReport } from '@/features/report/context';
import { t } from '@/strings';

import { filterOf, pressed, type FunctionSearch } from './filter';
import { FunctionTable } from './FunctionTable';

const route = getRouteApi('/framed/repositories/$repositoryId/functions');

export function Functions() {
  const { analysis, repository } = useReport();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = filterOf(search);
  const query = useInfiniteQuery(functionsQuery(analysis.id, filter));
  const functions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (changes: FunctionSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });

  return (
    <Page
      isPart
      fills
      title={`${t.report.tabs.functions} · ${repository.name}`}
      heading={t.functions.title}
      lead={t.functions.lead}
      actions={
        <>
          <WhereFilter inTest={search.in_test} onChange={(in_test) => change({ in_test })} />
          <PathFilter path={search.path ?? ''} onChange={(path) => change({ path })} />
        </>
      }
    >
      <Panel flush shrinks>
        {query.isPending && <SkeletonList rows={12} className="h-14" />}
        <Trouble query={query} />
        {query.isSuccess && functions.length === 0 && (
          <Empty icon={SquareFunction} title={t.functions.noneTitle}>
            {t.functions.none}
          </Empty>
        )}
        {functions.length > 0 && (
          <FunctionTable
            functions={functions}
            sort={filter.sort}
            order={filter.order}
            onSort={(sort) => change(pressed(search, sort))}
            hasMore={query.hasNextPage}
            loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
          />
        )}
      </Panel>
    </Page>
  );
}
