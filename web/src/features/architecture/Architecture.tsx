/** Who imports whom, one level of folders at a time; circles; and what is brought in from outside. */

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { useState } from 'react';

import { cyclesQuery, dependenciesQuery } from '@/api/views';
import { FolderTrail } from '@/components/FolderTrail';
import { More } from '@/components/More';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Empty, Skeleton, Trouble } from '@/components/states';
import { ROOT, withoutRoot } from '@/features/hotspots/folder';
import { useReport } from '@/features/report/context';
import { t } from '@/strings';

import { Alone } from './Alone';
import { Cycles } from './Cycles';
import { External } from './External';
import { Graph } from './Graph';
import { drawnEdges } from './layout';
import { NodeDetail } from './NodeDetail';
import { pictureQuery } from './picture';

const route = getRouteApi('/framed/repositories/$repositoryId/architecture');

export function Architecture() {
  const { repository, analysis } = useReport();
  const cycles = useInfiniteQuery(cyclesQuery(analysis.id));
  const dependencies = useInfiniteQuery(dependenciesQuery(analysis.id));
  const [first] = dependencies.data?.pages ?? [];
  return (
    <Page
      isPart
      title={`${t.report.tabs.architecture} · ${repository.name}`}
      heading={t.architecture.title}
      lead={t.architecture.lead}
    >
      <div className="grid gap-4">
        <GraphPanel />
        <Trouble query={cycles} />
        <Trouble query={dependencies} />
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {cycles.data ? (
            <Cycles cycles={cycles.data.pages.flatMap((page) => page.items)} more={<More query={cycles} />} />
          ) : (
            cycles.isPending && <Skeleton className="h-72" />
          )}
          {first ? (
            <External
              packages={first.packages}
              external={dependencies.data?.pages.flatMap((page) => page.items) ?? []}
              more={<More query={dependencies} />}
            />
          ) : (
            dependencies.isPending && <Skeleton className="h-72" />
          )}
        </div>
      </div>
    </Page>
  );
}

function GraphPanel() {
  const { analysis, shown } = useReport();
  const { folder } = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<string>();
  const query = useQuery(pictureQuery(analysis.id, withoutRoot(folder)));
  const go = (to: string) => {
    setChosen(undefined);
    void navigate({ search: { ...shown, folder: to || ROOT } });
  };
  const { graph, layout, alone = [] } = query.data ?? {};
  const undrawn = graph
    ? graph.edges.filter(({ from, to }) => from !== to).length - drawnEdges(graph).length
    : 0;
  return (
    <Panel title={<FolderTrail folder={graph?.folder ?? ''} onGo={go} />}>
      {query.isPending && <Skeleton className="h-[28rem] max-sm:h-80" />}
      <Trouble query={query} />
      {graph?.nodes.length === 0 && (
        <Empty icon={Waypoints} title={t.architecture.noneTitle}>
          {t.architecture.none}
        </Empty>
      )}
      {graph && layout && graph.nodes.length > 0 && (
        <>
          <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_18rem]">
            <Graph layout={layout} chosen={chosen} onChoose={setChosen} onOpen={go} />
            <NodeDetail graph={graph} chosen={chosen} onChoose={setChosen} onOpen={go} />
          </div>
          <p className="mt-3 text-xs text-muted">
            {t.architecture.legend}
            {graph.left_out > 0 && ` ${t.architecture.leftOut(graph.left_out)}`}
            {undrawn > 0 && ` ${t.architecture.undrawn(undrawn)}`}
          </p>
        </>
      )}
      {alone.length > 0 && <Alone nodes={alone} onOpen={go} />}
    </Panel>
  );
}
