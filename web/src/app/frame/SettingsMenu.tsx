import { useQuery, useQueryClient } from '@tanstack/react-query';
import { LogOut, Settings } from 'lucide-react';

import { asProblem } from '@/api/problem';
import { meKey, meQuery, signOut } from '@/api/session';
import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from '@/components/Menu';
import { Said } from '@/components/Text';
import { notify } from '@/components/toasts';
import { setTheme, useTheme, type Theme } from '@/lib/theme';
import { t } from '@/strings';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** The theme, the version, and the way out. */
export function SettingsMenu() {
  const theme = useTheme();
  const me = useQuery(meQuery());
  const queries = useQueryClient();
  const leave = async () => {
    try {
      await signOut();
      // In this order: who looks at the pages hears that nobody is signed in, and then all else is forgotten.
      queries.setQueryData(meKey, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
    } catch (error) {
      notify({ text: asProblem(error).detail, tone: 'problem' });
    }
  };
  return (
    <Menu
      label={t.settings.label}
      trigger={
        <IconButton label={t.settings.label}>
          <Icon of={Settings} />
        </IconButton>
      }
    >
      <MenuHeading>{t.theme.label}</MenuHeading>
      <MenuChoice
        value={theme}
        options={THEMES.map((value) => ({ value, label: t.theme[value] }))}
        onChange={setTheme}
      />
      <MenuLine />
      <MenuItem onSelect={() => void leave()}>
        <Icon of={LogOut} /> {t.settings.signOut}
      </MenuItem>
      {me.data && (
        <MenuHeading>
          <Said>{t.settings.version(me.data.version)}</Said>
        </MenuHeading>
      )}
    </Menu>
  );
}
