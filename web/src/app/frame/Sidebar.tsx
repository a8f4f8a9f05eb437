import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { Search } from 'lucide-react';

import { repositoriesQuery } from '@/api/repositories';
import { meQuery } from '@/api/session';
import { Icon } from '@/components/Icon';
import { Kbd } from '@/components/Kbd';
import { Name } from '@/components/Text';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { Connection } from './Connection';
import { Logo } from './Logo';
import { Notifications } from './Notifications';
import { PLACES, type Place } from './places';
import { SettingsMenu } from './SettingsMenu';

/** How many repositories have a place in the navigation; the first page shows all. */
const SHOWN = 8;

export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const me = useQuery(meQuery());
  return (
    <div className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken md:flex">
      <div className="flex h-14 items-center gap-2 px-4">
        <Logo />
        <div className="min-w-0 leading-tight">
          <p className="font-semibold">{t.product}</p>
          <div className="h-4 text-2xs text-muted">{me.data && <Name>{me.data.team.name}</Name>}</div>
        </div>
      </div>
      <div className="px-3">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-sm text-muted hover:border-line-strong"
        >
          <Icon of={Search} size={14} />
          <span className="flex-1 text-left">{t.frame.jump}</span>
          <Kbd>{t.frame.paletteKeys}</Kbd>
        </button>
      </div>
      <nav aria-label={t.frame.navigation} className="mt-3 min-h-0 flex-1 overflow-y-auto px-3">
        <Places />
        <Recent />
      </nav>
      <div className="flex items-center justify-between gap-1 border-t border-line px-3 py-2">
        <Connection />
        <span className="flex">
          <Notifications />
          <SettingsMenu />
        </span>
      </div>
    </div>
  );
}

const LINK =
  'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted hover:bg-hover hover:text-text ' +
  'aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-text';

/** A repository's own pages are marked at the repository, below. */
const isAt = (place: Place, path: string): boolean =>
  place.holds(path) && !(place.to === '/' && path.startsWith('/repositories/'));

function Places() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <ul className="grid gap-0.5">
      {PLACES.map((place) => (
        <li key={place.to}>
          <Link to={place.to} className={LINK} aria-current={isAt(place, path) ? 'page' : undefined}>
            <Icon of={place.icon} /> {place.label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Recent() {
  const { data } = useInfiniteQuery(repositoriesQuery());
  const path = useRouterState({ select: (state) => state.location.pathname });
  const recent = data?.pages[0]?.items.slice(0, SHOWN) ?? [];
  if (recent.length === 0) return null;
  return (
    <>
      <p id="recent" className="mt-5 mb-1 px-2.5 text-2xs font-medium text-muted">
        {t.frame.recent}
      </p>
      <ul aria-labelledby="recent" className="grid gap-0.5">
        {recent.map((repository) => (
          <li key={repository.id}>
            <Link
              to="/repositories/$repositoryId"
              params={{ repositoryId: repository.id }}
              search={{}}
              className={LINK}
              aria-current={path.includes(repository.id) ? 'page' : undefined}
            >
              <Name className="flex-1">{repository.name}</Name>
              {repository.latest_analysis?.quality && (
                <Score value={repository.latest_analysis.quality.score} />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Score({ value }: { value: number }) {
  const score = formatNumber(Math.round(value));
  return (
    <span title={t.repositories.score(score)} className="text-xs text-muted">
      <span className="sr-only">{t.repositories.score('')}</span>
      {score}
    </span>
  );
}
