import type { ReactNode } from 'react';

import type { Schemas } from '@/api/client';
import { Panel } from '@/components/Panel';
import { Scrolling } from '@/components/Scrolling';
import { Name, PathName, Plain } from '@/components/Text';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

interface ExternalProps {
  packages: readonly Schemas['Package'][];
  external: readonly Schemas['Dependency'][];
  /** What brings the rest, where there is any. */
  more: ReactNode;
}

/** Packages: the repository's own, and what they bring in from outside. */
export function External({ packages, external, more }: ExternalProps) {
  return (
    <Panel flush title={t.architecture.external}>
      {packages.length > 0 && (
        <p className="flex flex-wrap gap-1 border-b border-line px-4 py-2.5 text-xs">
          <span className="text-muted">{t.architecture.own}</span>
          {packages.map(({ name, manifest, ecosystem }) => (
            <span
              key={manifest + name}
              title={visible(`${ecosystem}: ${manifest}`)}
              className="max-w-full rounded bg-hover px-1.5"
            >
              <Plain>{name}</Plain>
            </span>
          ))}
        </p>
      )}
      {external.length === 0 && (
        <p className="px-4 py-6 text-center text-sm text-muted">{t.architecture.noExternal}</p>
      )}
      <Scrolling label={t.architecture.external} className="max-h-96">
        <ul className="divide-y divide-line">
          {external.map((item) => (
            <li
              key={`${item.ecosystem} ${item.manifest} ${item.name} ${String(item.dev)}`}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-4 py-2 text-sm"
            >
              <Name>{item.name}</Name>
              <Name className="max-w-40 text-right text-muted">{item.requirement ?? ''}</Name>
              <PathName path={item.manifest} />
              <span className="text-right text-xs text-muted">
                <Plain>{item.ecosystem}</Plain>
                {item.dev && ` · ${t.architecture.dev}`}
              </span>
            </li>
          ))}
        </ul>
      </Scrolling>
      {more}
    </Panel>
  );
}
