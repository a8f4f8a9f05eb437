/** The findings of an analysis: a list to go through, with the details of one beside it. */

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowLeft, MousePointerClick, PartyPopper, SearchX } from 'lucide-react';
import { useState } from 'react';

import { findingQuery, findingsQuery, type Finding } from '@/api/findings';
import { SeverityMark } from '@/components/badges';
import { Button } from '@/components/Button';
import { ChoiceList } from '@/components/ChoiceList';
import { Icon } from '@/components/Icon';
import { usePageTitle } from '@/components/Page';
import { Empty, SkeletonList, Trouble } from '@/components/states';
import { PathName, Prose } from '@/components/Text';
import { useNarrow } from '@/components/useNarrow';
import { useReport } from '@/features/report/context';
import { t } from '@/strings';

import { filterOf, isAsSeen, isNarrow, UNNARROWED, type FindingSearch } from './filter';
import { FindingDetail } from './FindingDetail';
import { FindingFilters } from './FindingFilters';
import { Groups } from './Groups';

const route = getRouteApi('/framed/repositories/$repositoryId/findings');

export function Findings() {
  const { repository, analysis } = useReport();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  usePageTitle(`${t.report.tabs.findings} · ${repository.name}`);

  const query = useInfiniteQuery({
    ...findingsQuery(analysis.id, filterOf(search)),
    enabled: search.by === undefined,
  });
  const findings = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = query.isSuccess && findings.length === 0 && !query.hasNextPage;
  const listed = findings.find((finding) => finding.id === search.finding);
  const seen = listed && isAsSeen(search) ? listed : undefined;
  // One that is gone stood in another analysis; and a link may lead to one that is not among those that were loaded.
  const last = useQuery({
    ...findingQuery(search.finding ?? ''),
    enabled: search.finding !== undefined && query.isSuccess && !seen,
  });
  const chosen = search.finding === undefined ? undefined : (seen ?? last.data ?? listed);
  const isLost = !seen && last.isLoadingError;
  const isAsked = chosen !== undefined || isLost;
  // In a first analysis everything is new, and saying so everywhere says nothing.
  const tellsNew = analysis.counts?.findings.new !== analysis.counts?.findings.open;
  const [cameByGroup, setCameByGroup] = useState(false);
  const isNarrowScreen = useNarrow();
  /** Where the keyboard is in a list that gives way to the details: it goes through the list and opens one. */
  const [current, setCurrent] = useState<string>();
  const change = (changes: FindingSearch) => {
    setCameByGroup(false);
    void navigate({
      search: (before) => ({ ...before, finding: undefined, ...changes }),
      replace: true,
      // The list goes to what is chosen, and must not be put back.
      resetScroll: false,
    });
  };
  /** Another list, with its own beginning. */
  const filter = (changes: FindingSearch) => {
    setCurrent(undefined);
    change(changes);
  };
  /** Back leads to the list, and not away from it. */
  const open = (finding: Finding) => {
    setCurrent(finding.id);
    void navigate({ search: (before) => ({ ...before, finding: finding.id }) });
  };
  /** The way back leads to the groups again. */
  const openGroup = (changes: FindingSearch) => {
    setCameByGroup(true);
    void navigate({ search: (before) => ({ ...before, finding: undefined, ...changes }) });
  };

  return (
    <div data-fills className="flex min-h-96 flex-1 flex-col">
      <FindingFilters search={search} onChange={filter} />
      <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
        <div className={`min-h-0 border-line lg:border-r bg-surface ${isAsked ? 'max-lg:hidden' : ''}`}>
          {search.by ? (
            <Groups
              key={search.by}
              by={search.by}
              search={search}
              onOpen={openGroup}
              none={<None search={search} onChange={filter} />}
            />
          ) : (
            <>
              {query.isPending && <SkeletonList rows={9} className="h-[4.8rem]" />}
              <Trouble query={query} />
              {isEmpty && <None search={search} onChange={filter} />}
              {findings.length > 0 && (
                <ChoiceList
                  label={t.findings.list}
                  items={findings}
                  keyOf={(finding) => finding.id}
                  render={(finding) => (
                    <FindingRow finding={finding} tellsNew={tellsNew} state={stateOf(search)} />
                  )}
                  chosen={isNarrowScreen ? current : search.finding}
                  onChoose={(finding) =>
                    isNarrowScreen ? setCurrent(finding.id) : change({ finding: finding.id })
                  }
                  {...(isNarrowScreen ? { onOpen: open } : {})}
                  takesFocus={cameByGroup}
                  estimate={78}
                  hasMore={query.hasNextPage}
                  loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
                  className="h-full"
                />
              )}
            </>
          )}
        </div>
        <div className={`min-h-0 overflow-y-auto ${isAsked ? '' : 'max-lg:hidden'}`}>
          {isLost && (
            <>
              <Button look="quiet" onClick={() => change({ finding: undefined })} className="my-3 lg:hidden">
                <Icon of={ArrowLeft} /> {t.findings.back}
              </Button>
              <Trouble query={last} />
            </>
          )}
          {chosen && !isLost && (
            <FindingDetail
              key={chosen.id}
              finding={chosen}
              seenIn={seen ? analysis.id : last.data?.last_seen_analysis_id}
              takesFocus={isNarrowScreen && chosen.id === current}
              onBack={() => change({ finding: undefined })}
            />
          )}
          {!isAsked && !isEmpty && (
            <Empty icon={MousePointerClick} title={search.by ? t.findings.pickGroup : t.findings.pick}>
              {search.by ? t.findings.pickGroupHow : t.findings.pickHow}
            </Empty>
          )}
        </div>
      </div>
    </div>
  );
}

/** How most of a list stand. An earlier analysis saw many open that are not any more. */
const stateOf = ({ state }: FindingSearch): Finding['state'] =>
  state === 'suppressed' || state === 'fixed' ? state : 'open';

interface FindingRowProps {
  finding: Finding;
  tellsNew: boolean;
  /** The list is of such; of others it says what became of them. */
  state: Finding['state'];
}

function FindingRow({ finding, tellsNew, state }: FindingRowProps) {
  return (
    <div className="grid gap-0.5 px-4 py-2 sm:pl-6">
      <p className="flex items-start gap-2">
        <span className="pt-0.5">
          <SeverityMark severity={finding.severity} bare />
        </span>
        <span className="line-clamp-2 flex-1 text-sm">
          <Prose>{finding.message}</Prose>
        </span>
        {finding.state !== state && (
          <span className="rounded bg-info-soft px-1.5 text-2xs font-semibold text-info">
            {t.findings.states[finding.state]}
          </span>
        )}
        {finding.is_new && tellsNew && (
          <span className="rounded bg-low-soft px-1.5 text-2xs font-semibold text-low">{t.findings.new}</span>
        )}
      </p>
      <PathName path={finding.path} line={finding.start_line} className="pl-6" />
    </div>
  );
}

function None({ search, onChange }: { search: FindingSearch; onChange: (search: FindingSearch) => void }) {
  if (isNarrow(search)) {
    return (
      <Empty
        icon={SearchX}
        title={t.findings.noneHere}
        action={<Button onClick={() => onChange(UNNARROWED)}>{t.findings.clear}</Button>}
      >
        {t.findings.noneHereNext}
      </Empty>
    );
  }
  return (
    <Empty icon={PartyPopper} title={t.findings.none[search.state ?? 'open'].title}>
      {t.findings.none[search.state ?? 'open'].text}
    </Empty>
  );
}
