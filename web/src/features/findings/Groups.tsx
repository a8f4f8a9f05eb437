/** The findings put together by what they share; a group leads to its findings. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import type { Category, Severity } from '@/api/analyses';
import { groupsQuery, type FindingGroup, type GroupBy } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { ChoiceList } from '@/components/ChoiceList';
import { Failure, SkeletonList } from '@/components/states';
import { Name } from '@/components/Text';
import { useReport } from '@/features/report/context';
import { formatEffort } from '@/lib/format';
import { t } from '@/strings';

import { filterOf, narrowedTo, type FindingSearch } from './filter';

interface GroupsProps {
  by: GroupBy;
  search: FindingSearch;
  /** Narrows the findings to those of a group. */
  onOpen: (changes: FindingSearch) => void;
  /** What stands here when there are none. */
  none: ReactNode;
}

export function Groups({ by, search, onOpen, none }: GroupsProps) {
  const { analysis } = useReport();
  const [chosen, setChosen] = useState<string>();
  const query = useInfiniteQuery(groupsQuery(analysis.id, by, filterOf(search)));
  const groups = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonList rows={9} className="h-16" />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  if (groups.length === 0) return none;
  return (
    <ChoiceList
      label={t.findings.groups}
      items={groups}
      keyOf={(group) => group.key}
      render={(group) => <GroupRow by={by} group={group} />}
      chosen={chosen}
      onChoose={(group) => setChosen(group.key)}
      onOpen={(group) => onOpen({ by: undefined, ...narrowedTo(by, group.key) })}
      estimate={61}
      hasMore={query.hasNextPage}
      loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
      className="h-full"
    />
  );
}

function GroupRow({ by, group }: { by: GroupBy; group: FindingGroup }) {
  return (
    <div className="grid gap-0.5 px-4 py-2.5 sm:pl-6">
      <p className="flex items-center gap-2 text-sm">
        <SeverityMark severity={group.worst} bare />
        <Name className="flex-1 font-medium">{titleOf(by, group)}</Name>
      </p>
      <p className="flex justify-between gap-3 pl-6 text-xs text-muted">
        <span>{t.findings.groupCount(group.findings)}</span>
        <span>{formatEffort(group.effort_minutes)}</span>
      </p>
    </div>
  );
}

function titleOf(by: GroupBy, group: FindingGroup): string {
  if (by === 'severity') return t.severity[group.key as Severity];
  if (by === 'category') return t.category[group.key as Category];
  return group.key === '.' ? t.findings.rootFolder : group.title;
}
