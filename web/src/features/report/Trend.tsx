import { useQuery } from '@tanstack/react-query';

import { trendQuery } from '@/api/views';
import { Panel } from '@/components/Panel';
import { Skeleton, Trouble } from '@/components/states';
import { t } from '@/strings';

import { useReport } from './context';
import { TrendChart } from './TrendChart';

/** How the score went from one analysis to the next. */
export function Trend() {
  const { repository } = useReport();
  const query = useQuery(trendQuery(repository.id));
  return (
    <Panel title={t.trend.title}>
      {query.isPending && <Skeleton className="h-24" />}
      <Trouble query={query} />
      {query.data && query.data.items.length < 2 && <p className="text-sm text-muted">{t.trend.tooEarly}</p>}
      {query.data && query.data.items.length >= 2 && <TrendChart points={query.data.items} />}
    </Panel>
  );
}
