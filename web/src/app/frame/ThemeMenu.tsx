import { Monitor, Moon, Sun } from 'lucide-react';

import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuChoice } from '@/components/Menu';
import { setTheme, useTheme, type Theme } from '@/lib/theme';
import { t } from '@/strings';

const PICTURES = { system: Monitor, light: Sun, dark: Moon };
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeMenu() {
  const theme = useTheme();
  return (
    <Menu
      label={t.theme.label}
      trigger={
        <IconButton label={t.theme.label}>
          <Icon of={PICTURES[theme]} />
        </IconButton>
      }
    >
      <MenuChoice
        value={theme}
        options={THEMES.map((value) => ({ value, label: t.theme[value] }))}
        onChange={setTheme}
      />
    </Menu>
  );
}
