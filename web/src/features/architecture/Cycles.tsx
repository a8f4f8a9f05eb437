import { Panel } from '@/components/Panel';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

/** Cycles shown; the largest come first. */
const SHOWN = 50;

/** Groups of files that import each other in a circle. */
export function Cycles({ cycles }: { cycles: readonly (readonly string[])[] }) {
  return (
    <Panel
      flush
      title={t.architecture.cycles}
      aside={<span className="text-xs text-muted">{formatNumber(cycles.length)}</span>}
    >
      {cycles.length === 0 && (
        <p className="px-4 py-6 text-center text-sm text-muted">{t.architecture.noCycles}</p>
      )}
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {cycles.slice(0, SHOWN).map((cycle) => (
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
      </ul>
    </Panel>
  );
}
