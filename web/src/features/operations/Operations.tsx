/** For who runs the service: how its parts are, and the jobs. */

import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';

import { readinessQuery, type Component } from '@/api/health';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { Skeleton, Trouble } from '@/components/states';
import { Prose } from '@/components/Text';
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
      title={t.operations.health}
      aside={query.data && <span className="text-xs text-muted">{query.data.version}</span>}
    >
      <Trouble query={query} />
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
        {query.isPending &&
          Array.from({ length: 5 }, (_, index) => <Skeleton key={index} className="h-20" />)}
        {query.data?.components.map((component) => (
          <ComponentCard key={component.name} component={component} />
        ))}
      </ul>
    </Panel>
  );
}

function ComponentCard({ component }: { component: Component }) {
  return (
    <li className="min-h-20 rounded-md border border-line p-3">
      <p className="flex flex-wrap items-center justify-between gap-x-2 text-sm font-medium">
        {t.operations.component(component.name)}
        <HealthMark health={component.health} />
      </p>
      <p className="mt-1 text-xs text-muted first-letter:uppercase">
        <Prose>{component.detail}</Prose>
      </p>
    </li>
  );
}
