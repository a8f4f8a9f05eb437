import type { ReactNode } from 'react';

import type { ImportCycle } from '@/api/views';
import { Panel } from '@/components/Panel';
import { FileLink } from '@/features/report/links';
import { t } from '@/strings';

interface CyclesProps {
  cycles: readonly ImportCycle[];
  /** What brings the rest, where there is any. */
  more: ReactNode;
}

/** Groups of files that import each other in a circle. */
export function Cycles({ cycles, more }: CyclesProps) {
  return (
    <Panel flush title={t.architecture.cycles}>
      {cycles.length === 0 && (
        <p className="px-4 py-6 text-center text-sm text-muted">{t.architecture.noCycles}</p>
      )}
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {cycles.map(({ files, files_total }) => (
          <li key={files.join('\n')} className="px-4 py-2.5">
            <details>
              <summary className="text-sm">{t.architecture.cycle(files_total)}</summary>
              <ul className="mt-1 grid gap-0.5 pl-4">
                {files.map((path) => (
                  <li key={path} className="flex min-w-0">
                    <FileLink path={path} />
                  </li>
                ))}
                {files_total > files.length && (
                  <li className="text-xs text-muted">{t.comparison.rest(files_total - files.length)}</li>
                )}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {more}
    </Panel>
  );
}
