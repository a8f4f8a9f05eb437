import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';

import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { t } from '@/strings';

import { Connection } from './Connection';
import { Logo } from './Logo';
import { Notifications } from './Notifications';
import { SettingsMenu } from './SettingsMenu';

/** On narrow screens, what stands at the edges of the side bar on wide ones. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <div className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-sunken px-3 md:hidden">
      <Link to="/" className="flex items-center gap-2 font-semibold">
        <Logo /> {t.product}
      </Link>
      <span className="flex-1" />
      <Connection brief />
      <IconButton label={t.frame.jump} onClick={onSearch}>
        <Icon of={Search} />
      </IconButton>
      <Notifications />
      <SettingsMenu />
    </div>
  );
}
