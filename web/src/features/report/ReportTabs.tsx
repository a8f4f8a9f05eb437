import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { t } from '@/strings';

const TABS = [
  { to: '/repositories/$repositoryId', label: t.report.tabs.overview },
  { to: '/repositories/$repositoryId/findings', label: t.report.tabs.findings },
  { to: '/repositories/$repositoryId/hotspots', label: t.report.tabs.hotspots },
  { to: '/repositories/$repositoryId/functions', label: t.report.tabs.functions },
  { to: '/repositories/$repositoryId/duplication', label: t.report.tabs.duplication },
  { to: '/repositories/$repositoryId/architecture', label: t.report.tabs.architecture },
  { to: '/repositories/$repositoryId/changes', label: t.report.tabs.changes },
  { to: '/repositories/$repositoryId/history', label: t.report.tabs.history },
] as const;

/** The pages of a report. The analysis that is shown stays from one to the next. */
export function ReportTabs({ repositoryId }: { repositoryId: string }) {
  const tabs = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // On a narrow screen the open one may stand beyond the edge; a screen may be turned.
  useEffect(() => {
    const bar = tabs.current;
    if (!bar) return;
    const show = () => {
      const open = bar.querySelector<HTMLElement>('[aria-current=page]');
      if (open) bar.scrollLeft = open.offsetLeft - (bar.clientWidth - open.offsetWidth) / 2;
    };
    const watch = new ResizeObserver(show);
    watch.observe(bar);
    return () => watch.disconnect();
  }, [path]);
  return (
    <nav
      ref={tabs}
      aria-label={t.report.title}
      className="relative -mx-4 mt-2 overflow-x-auto px-4 sm:-mx-6 sm:px-6"
    >
      <ul className="flex gap-1">
        {TABS.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              params={{ repositoryId }}
              search={(before) => (before.analysis ? { analysis: before.analysis } : {})}
              activeOptions={{ exact: true, includeSearch: false }}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
