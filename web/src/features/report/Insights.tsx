import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';

import { insightsQuery } from '@/api/analyses';
import { Button } from '@/components/Button';
import { Panel } from '@/components/Panel';
import { Empty, Skeleton, Trouble } from '@/components/states';
import { t } from '@/strings';

import { useReport } from './context';
import { InsightItem } from './InsightItem';

/** Insights that are shown at first: as many as one can act on. */
const BEST = 5;

export function Insights() {
  const { analysis } = useReport();
  const query = useQuery(insightsQuery(analysis.id));
  const [all, setAll] = useState(false);
  const insights = query.data?.items ?? [];
  // The button answers at once; many insights take a slow machine a while.
  const shown = useDeferredValue(all) ? insights : insights.slice(0, BEST);
  return (
    <Panel title={t.overview.insights} flush>
      {query.isPending && <Loading />}
      <Trouble query={query} />
      {query.isSuccess && insights.length === 0 && <Empty title={t.overview.noInsights} />}
      <ol className="divide-y divide-line">
        {shown.map((insight) => (
          <InsightItem key={insight.key} insight={insight} />
        ))}
      </ol>
      {insights.length > BEST && (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t.overview.fewer : t.overview.others(insights.length - BEST)}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Loading() {
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">{t.states.loading}</span>
      {Array.from({ length: BEST }, (_, row) => (
        <div key={row} aria-hidden className="grid gap-3 px-4 py-4">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-14" />
          <Skeleton className="h-8 w-11/12" />
          <Skeleton className="h-3.5 w-1/2" />
        </div>
      ))}
    </div>
  );
}
