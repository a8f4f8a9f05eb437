import type { Overview } from '@/api/views';
import { Panel } from '@/components/Panel';
import { Plain } from '@/components/Text';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

/** Frameworks and tools, by what they are for. */
export function Stack({ overview }: { overview: Overview }) {
  const kinds = Map.groupBy(overview.stack, (technology) => technology.kind);
  if (kinds.size === 0) return null;
  return (
    <Panel title={t.overview.stack}>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        {[...kinds].map(([kind, technologies]) => (
          <div key={kind} className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2">
            <dt className="text-muted">
              <Plain>{t.overview.stackKind(kind)}</Plain>
            </dt>
            <dd className="flex flex-wrap gap-1">
              {technologies.map(({ name, version, evidence }) => (
                <span
                  key={`${name} ${evidence}`}
                  title={visible(t.overview.seenIn(evidence))}
                  className="max-w-full rounded bg-hover px-1.5 text-xs leading-5"
                >
                  <Plain>{name}</Plain>
                  {version && (
                    <span className="text-muted">
                      {' '}
                      <Plain>{version}</Plain>
                    </span>
                  )}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
