import { Link, useRouterState } from '@tanstack/react-router';

import { Icon } from '@/components/Icon';
import { t } from '@/strings';

import { PLACES } from './places';

/** The navigation of narrow screens. */
export function BottomBar() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav
      aria-label={t.frame.navigation}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-4">
        {PLACES.map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              aria-current={place.holds(path) ? 'page' : undefined}
              className="flex h-14 flex-col items-center justify-center gap-0.5 text-2xs text-muted aria-[current=page]:font-semibold aria-[current=page]:text-accent"
            >
              <Icon of={place.icon} size={18} /> {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
