/** Everything at the keyboard: pages, repositories, themes, and a search for what was typed. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FolderGit2, Monitor, Moon, Plus, Search, Sun, type LucideIcon } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';

import { repositoriesQuery } from '@/api/repositories';
import { Icon } from '@/components/Icon';
import { Modal } from '@/components/Modal';
import { Name } from '@/components/Text';
import { rank } from '@/lib/rank';
import { setTheme } from '@/lib/theme';
import { t } from '@/strings';

import { PLACES } from './places';

interface Command {
  key: string;
  name: string;
  icon: LucideIcon;
  run: () => void;
}

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function Palette({ open, onOpenChange }: PaletteProps) {
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={t.palette.title} quiet>
      <Commands close={() => onOpenChange(false)} />
    </Modal>
  );
}

function Commands({ close }: { close: () => void }) {
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const commands = useCommands(words);
  const at = Math.min(active, commands.length - 1);

  const run = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: commands.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = (to + commands.length) % commands.length;
      setActive(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(commands[at]);
    }
  };

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon of={Search} className="text-muted" />
        <input
          role="combobox"
          aria-label={t.palette.label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={`${id}-${at}`}
          placeholder={t.palette.label}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t.palette.title} className="overflow-y-auto p-1.5">
        {commands.map((command, index) => (
          // The keyboard works from the field above, which keeps the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={command.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onClick={() => run(command)}
            onMouseMove={() => setActive(index)}
            className="flex h-9 cursor-default items-center gap-3 rounded-md px-3 text-sm aria-selected:bg-hover"
          >
            <Icon of={command.icon} className="text-muted" />
            <Name>{command.name}</Name>
          </div>
        ))}
      </div>
    </>
  );
}

function useCommands(words: string): Command[] {
  const navigate = useNavigate();
  const { data } = useInfiniteQuery(repositoriesQuery());
  const repositories = data?.pages.flatMap((page) => page.items) ?? [];
  const commands: Command[] = [
    ...PLACES.map((place) => ({
      key: place.to,
      name: t.palette.go(place.name),
      icon: place.icon,
      run: () => void navigate({ to: place.to }),
    })),
    {
      key: 'submit',
      name: t.palette.submit,
      icon: Plus,
      run: () => void navigate({ to: '/', hash: 'submit' }),
    },
    ...repositories.map((repository) => ({
      key: repository.id,
      name: repository.name,
      icon: FolderGit2,
      run: () =>
        void navigate({
          to: '/repositories/$repositoryId',
          params: { repositoryId: repository.id },
          search: {},
        }),
    })),
    { key: 'light', name: t.palette.light, icon: Sun, run: () => setTheme('light') },
    { key: 'dark', name: t.palette.dark, icon: Moon, run: () => setTheme('dark') },
    { key: 'system', name: t.palette.system, icon: Monitor, run: () => setTheme('system') },
  ];
  const found = rank(words, commands, (command) => command.name);
  const query = words.trim();
  if (query === '') return found;
  return [
    ...found,
    {
      key: 'search',
      name: t.palette.search(query),
      icon: Search,
      run: () => void navigate({ to: '/search', search: { q: query } }),
    },
  ];
}
