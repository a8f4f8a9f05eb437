/** Where complexity meets change. */

import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Snowflake } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';

import { hotspotsQuery, insideQueries, type Hotspot, type TreemapItem } from '@/api/views';
import { FolderTrail } from '@/components/FolderTrail';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Empty, Skeleton, SkeletonList, Trouble } from '@/components/states';
import { useReport } from '@/features/report/context';
import { FileLink } from '@/features/report/links';
import { formatNumber, formatShare } from '@/lib/format';
import { t } from '@/strings';

import { ROOT, withoutRoot } from './folder';
import { mapQuery } from './map';
import { worthOpening } from './tiles';
import { Treemap } from './Treemap';

const route = getRouteApi('/framed/repositories/$repositoryId/hotspots');

export function Hotspots() {
  const { repository } = useReport();
  return (
    <Page
      isPart
      title={`${t.report.tabs.hotspots} · ${repository.name}`}
      heading={t.hotspots.title}
      lead={t.hotspots.lead}
    >
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Map />
        <Hottest />
      </div>
    </Page>
  );
}

function Map() {
  const { analysis, repository, shown } = useReport();
  const { folder } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(mapQuery(analysis.id, withoutRoot(folder)));
  // What stands in the folders comes when the folders stand there; and in as few steps as the machine can draw.
  const drawn = useDeferredValue(query.data?.items, undefined);
  const asked = useMemo(() => insideQueries(analysis.id, worthOpening(drawn ?? [])), [analysis.id, drawn]);
  const inside = useDeferredValue(useQueries(asked));
  const go = (to: string) => void navigate({ search: { ...shown, folder: to || ROOT } });
  const open = (item: TreemapItem) => {
    if (item.kind === 'folder') go(item.path);
    else {
      void navigate({
        to: '/repositories/$repositoryId/file',
        params: { repositoryId: repository.id },
        search: { ...shown, path: item.path },
      });
    }
  };
  return (
    <Panel title={<FolderTrail folder={query.data?.folder ?? ''} onGo={go} />}>
      {query.isPending && <Skeleton className="h-[31rem]" />}
      <Trouble query={query} />
      {query.data && (
        <>
          <Treemap key={query.data.folder} items={query.data.items} inside={inside} onOpen={open} />
          {query.data.left_out.items > 0 && (
            <p className="mt-2 text-xs text-muted">{t.hotspots.leftOut(query.data.left_out.items)}</p>
          )}
        </>
      )}
    </Panel>
  );
}

function Hottest() {
  const { analysis } = useReport();
  const query = useInfiniteQuery(hotspotsQuery(analysis.id));
  const hotspots = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t.hotspots.list} flush>
      {query.isPending && <SkeletonList rows={8} className="h-[4.65rem]" />}
      <Trouble query={query} />
      {query.isSuccess && hotspots.length === 0 && (
        <Empty icon={Snowflake} title={t.hotspots.noneTitle}>
          {t.hotspots.none}
        </Empty>
      )}
      <ol className="max-h-[36rem] divide-y divide-line overflow-y-auto">
        {hotspots.map((hotspot) => (
          <HotspotRow key={hotspot.path} hotspot={hotspot} />
        ))}
      </ol>
    </Panel>
  );
}

function HotspotRow({ hotspot }: { hotspot: Hotspot }) {
  return (
    <li className="grid gap-1 px-4 py-2.5">
      <div className="flex items-center gap-3">
        <FileLink path={hotspot.path} className="flex-1" />
        <span className="text-sm font-medium">{formatShare(hotspot.score)}</span>
      </div>
      <span aria-hidden className="h-1 rounded-full bg-hover">
        <span
          className="block h-full rounded-full bg-(--heat-1)"
          style={{ width: `${hotspot.score * 100}%` }}
        />
      </span>
      <p className="text-xs text-muted">
        {t.hotspots.why(formatNumber(hotspot.complexity), hotspot.changes, hotspot.authors, hotspot.code)}
      </p>
    </li>
  );
}
