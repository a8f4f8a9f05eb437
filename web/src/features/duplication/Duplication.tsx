/** The same code in several places, two of them side by side. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowLeft, Copy } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';

import { clonesQuery, type Clone } from '@/api/views';
import { Button } from '@/components/Button';
import { ChoiceList } from '@/components/ChoiceList';
import { Icon } from '@/components/Icon';
import { usePageTitle } from '@/components/Page';
import { PathFilter } from '@/components/PathFilter';
import { Empty, Skeleton, SkeletonList, Trouble } from '@/components/states';
import { PathName, Plain } from '@/components/Text';
import { useNarrow } from '@/components/useNarrow';
import { useReport } from '@/features/report/context';
import { t } from '@/strings';

import { SideBySide } from './SideBySide';
import type { CloneSearch } from './search';

const route = getRouteApi('/framed/repositories/$repositoryId/duplication');

interface Numbered {
  number: number;
  clone: Clone;
}

export function Duplication() {
  const { repository, analysis } = useReport();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  usePageTitle(`${t.report.tabs.duplication} · ${repository.name}`);
  const query = useInfiniteQuery(clonesQuery(analysis.id, search.path ?? ''));
  const clones = (query.data?.pages.flatMap((page) => page.items) ?? []).map((clone, number) => ({
    number,
    clone,
  }));
  const isChosen = search.clone !== undefined;
  const isNarrow = useNarrow();
  /** Where the keyboard is in a list that gives way to the details: it goes through the list and opens one. */
  const [current, setCurrent] = useState<number>();
  // On wide screens there is room for the first one beside the list.
  const shown = isChosen || !isNarrow ? clones[search.clone ?? 0] : undefined;
  // A link may lead further down the list than was loaded.
  const isAhead = isChosen && !shown && query.hasNextPage;
  const goOn = useEffectEvent(() => void query.fetchNextPage());
  const isTime = isAhead && !query.isFetching && !query.isError;
  useEffect(() => {
    if (isTime) goOn();
  }, [isTime]);
  const change = (changes: CloneSearch) =>
    // The list goes to what is chosen, and must not be put back.
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  /** Back leads to the list, and not away from it. */
  const open = ({ number }: Numbered) => {
    setCurrent(number);
    void navigate({ search: (before) => ({ ...before, clone: number }) });
  };
  /** Another list, in which the numbers stand for others. */
  const narrow = (path: string | undefined) => {
    setCurrent(undefined);
    change({ path, clone: undefined });
  };

  return (
    <div data-fills className="flex min-h-96 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 sm:px-6">
        <p className="min-w-60 flex-1 text-sm text-muted">{t.duplication.lead}</p>
        <PathFilter path={search.path ?? ''} onChange={narrow} />
      </div>
      <Trouble query={query} />
      {query.isSuccess && clones.length === 0 && (
        <Empty icon={Copy} title={t.duplication.noneTitle}>
          {t.duplication.none}
        </Empty>
      )}
      {(query.isPending || clones.length > 0) && (
        <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(17rem,22rem)_minmax(0,1fr)]">
          <div className={`min-h-0 border-line lg:border-r bg-surface ${isChosen ? 'max-lg:hidden' : ''}`}>
            {query.isPending && <SkeletonList rows={8} className="h-20" />}
            <ChoiceList<Numbered>
              label={t.report.tabs.duplication}
              items={clones}
              keyOf={({ number }) => String(number)}
              render={({ clone }) => <CloneRow clone={clone} />}
              chosen={isNarrow ? current?.toString() : shown?.number.toString()}
              onChoose={({ number }) => (isNarrow ? setCurrent(number) : change({ clone: number }))}
              {...(isNarrow ? { onOpen: open } : {})}
              estimate={81}
              hasMore={query.hasNextPage}
              loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
              className="h-full"
            />
          </div>
          {(isChosen || !isNarrow) && (
            <div className="min-h-0 overflow-y-auto p-4 sm:px-6">
              <Button
                look="quiet"
                onClick={() => change({ clone: undefined })}
                className="mb-3 -ml-3 lg:hidden"
              >
                <Icon of={ArrowLeft} /> {t.findings.back}
              </Button>
              {shown && (
                <SideBySide
                  key={shown.number}
                  clone={shown.clone}
                  takesFocus={isNarrow && shown.number === current}
                />
              )}
              {isAhead && <Skeleton className="h-72" />}
              {query.isSuccess && !shown && !isAhead && (
                <Empty icon={Copy} title={t.duplication.missingTitle}>
                  {t.duplication.missing}
                </Empty>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function CloneRow({ clone }: { clone: Clone }) {
  return (
    <div className="grid gap-1 px-4 py-2 sm:pl-6">
      <p className="flex items-center justify-between text-sm">
        <span className="font-medium">{t.duplication.lines(clone.lines)}</span>
        <span className="text-xs text-muted">
          <Plain>{t.duplication.kind(clone.kind)}</Plain> · {t.duplication.places(clone.places_total)}
        </span>
      </p>
      {clone.places.slice(0, 2).map((place) => (
        <PathName key={`${place.path}:${place.start_line}`} path={place.path} line={place.start_line} />
      ))}
    </div>
  );
}
