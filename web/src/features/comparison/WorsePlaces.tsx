import type { Comparison } from '@/api/views';
import { Panel } from '@/components/Panel';
import { Name } from '@/components/Text';
import { FileLink } from '@/features/report/links';
import { formatNumber, formatPercent } from '@/lib/format';
import { t } from '@/strings';

/** Places that want watching: files that grew hotter, functions that grew harder. */
export function WorsePlaces({ comparison }: { comparison: Comparison }) {
  const { hotspots_hotter: hotter, functions_worse: worse, functions_worse_total: allWorse } = comparison;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Panel flush title={t.comparison.hotter} aside={<Count of={hotter.length} />}>
        {hotter.length === 0 && (
          <p className="px-4 py-6 text-center text-sm text-muted">{t.comparison.noHotter}</p>
        )}
        <ul className="max-h-96 divide-y divide-line overflow-y-auto">
          {hotter.map(({ path, before, after }) => (
            <li key={path} className="flex items-center gap-4 px-4 py-2">
              <FileLink path={path} className="flex-1" />
              <span className="text-sm">
                {t.comparison.fromTo(formatPercent(before ?? 0), formatPercent(after))}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel flush title={t.comparison.harder} aside={<Count of={allWorse} />}>
        {worse.length === 0 && (
          <p className="px-4 py-6 text-center text-sm text-muted">{t.comparison.noHarder}</p>
        )}
        <ul className="max-h-96 divide-y divide-line overflow-y-auto">
          {worse.map((item) => (
            <li key={`${item.path}:${item.start_line}`} className="flex items-center gap-4 px-4 py-2">
              <span className="min-w-0 flex-1">
                <Name className="text-sm">{item.name}</Name>
                <FileLink path={item.path} line={item.start_line} end={item.end_line} className="block" />
              </span>
              <span className="text-sm">
                {t.comparison.fromTo(formatNumber(item.cognitive_before), formatNumber(item.cognitive_after))}
              </span>
            </li>
          ))}
        </ul>
        {allWorse > worse.length && (
          <p className="border-t border-line px-4 py-2 text-xs text-muted">
            {t.comparison.harderRest(worse.length)}
          </p>
        )}
      </Panel>
    </div>
  );
}

const Count = ({ of }: { of: number }) => <span className="text-xs text-muted">{formatNumber(of)}</span>;
