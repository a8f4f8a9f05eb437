/** For who runs the service: how its parts are, and the jobs. */

import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';

import { readinessQuery, type Component } from '@/api/health';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { SkeletonList, Trouble } from '@/components/states';
import { Plain, Prose } from '@/components/Text';
import { t } from '@/strings';

import { HealthMark } from './HealthMark';
import { Jobs } from './Jobs';
import { Queues } from './Queues';

export function Operations() {
  return (
    <Page title={t.operations.title} lead={t.operations.lead} actions={<Links />}>
      <div className="grid gap-4">
        <Health />
        <Queues />
        <Jobs />
      </div>
    </Page>
  );
}

function Links() {
  const links = [
    ['/api-docs', t.operations.apiDocs],
    ['/metrics', t.operations.metrics],
  ] as const;
  return links.map(([href, name]) => (
    <a key={href} href={href} className="inline-flex items-center gap-1.5 text-sm text-accent underline">
      {name} <Icon of={ExternalLink} size={14} />
    </a>
  ));
}

function Health() {
  const query = useQuery(readinessQuery());
  return (
    <Panel
      flush
      title={t.operations.health}
      aside={
        query.data && (
          <span className="text-xs text-muted">
            <Plain>{query.data.version}</Plain>
          </span>
        )
      }
    >
      <Trouble query={query} />
      {query.isPending && <SkeletonList rows={5} className="h-10" />}
      <ul className="divide-y divide-line">
        {query.data?.components.map((component) => (
          <ComponentRow key={component.name} component={component} />
        ))}
      </ul>
    </Panel>
  );
}

function ComponentRow({ component }: { component: Component }) {
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2">
      <p className="w-40 text-sm font-medium max-sm:flex-1">
        <Plain>{t.operations.component(component.name)}</Plain>
      </p>
      <p className="min-w-40 flex-1 text-xs text-muted first-letter:uppercase max-sm:order-last max-sm:basis-full">
        <Prose>{component.detail}</Prose>
      </p>
      <HealthMark health={component.health} />
    </li>
  );
}
