/** The first page of a report: how good the code is, what matters most, and what there is. */

import { useQuery } from '@tanstack/react-query';

import { overviewQuery } from '@/api/views';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Skeleton, Trouble } from '@/components/states';
import { t } from '@/strings';

import { useReport } from './context';
import { FindingBars } from './FindingBars';
import { Insights } from './Insights';
import { Languages } from './Languages';
import { Score } from './Score';
import { Size } from './Size';
import { Stack } from './Stack';
import { Trend } from './Trend';

export function Overview() {
  const { repository, analysis } = useReport();
  const query = useQuery(overviewQuery(analysis.id));
  return (
    <Page isPart title={repository.name} heading={<span className="sr-only">{t.report.tabs.overview}</span>}>
      <div className="-mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr]">
        {/* On narrow screens the insights come right after the score. */}
        <Score />
        <div className="grid gap-4 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Insights />
          {query.data && <Stack overview={query.data} />}
        </div>
        <div className="grid gap-4">
          <Trend />
          {query.isError && (
            <Panel flush>
              <Trouble query={query} />
            </Panel>
          )}
          {query.isPending && [0, 1, 2].map((row) => <Skeleton key={row} className="h-44" />)}
          {query.data && (
            <>
              <FindingBars overview={query.data} />
              <Languages overview={query.data} />
              <Size overview={query.data} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
