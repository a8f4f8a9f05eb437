import { Panel } from '@/components/Panel';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

/** Groups of files that import each other in a circle. */
export function Cycles({ cycles, total }: { cycles: readonly (readonly string[])[]; total: number }) {
  const rest = total - cycles.length;
  return (
    <Panel
      flush
      title={t.architecture.cycles}
      aside={<span className="text-xs text-muted">{formatNumber(total)}</span>}
    >
      {cycles.length === 0 && (
        <p className="px-4 py-6 text-center text-sm text-muted">{t.architecture.noCycles}</p>
      )}
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {cycles.map((cycle) => (
          <li key={cycle.join('\n')} className="px-4 py-2.5">
            <details>
              <summary className="text-sm">{t.architecture.cycle(cycle.length)}</summary>
              <ul className="mt-1 grid gap-0.5 pl-4">
                {cycle.map((path) => (
                  <li key={path} className="flex min-w-0">
                    <FileLink path={path} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
        {rest > 0 && <li className="px-4 py-2.5 text-xs text-muted">{t.comparison.rest(rest)}</li>}
      </ul>
    </Panel>
  );
}
