import { useQuery } from '@tanstack/react-query';
import { LogOut, Settings } from 'lucide-react';

import { asProblem } from '@/api/problem';
import { meQuery, signOut } from '@/api/session';
import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine, MenuMany } from '@/components/Menu';
import { Said } from '@/components/Text';
import { notify } from '@/components/toasts';
import { setLetters, useLetters } from '@/lib/letters';
import { setTheme, useTheme, type Theme } from '@/lib/theme';
import { t } from '@/strings';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** The theme, the version, and the way out. */
export function SettingsMenu() {
  const theme = useTheme();
  const letters = useLetters();
  const me = useQuery(meQuery());
  const leave = async () => {
    try {
      await signOut();
      // A page that is loaded anew knows nothing of who was here.
      location.reload();
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
      <MenuMany
        values={letters ? ['letters'] : []}
        options={[{ value: 'letters', label: t.settings.letters }]}
        onChange={(values) => setLetters(values.length > 0)}
      />
      <MenuHeading>{t.settings.keys}</MenuHeading>
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
