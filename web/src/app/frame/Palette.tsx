/** Everything at the keyboard: pages, repositories, themes, and a search for what was typed. */

import { useNavigate } from '@tanstack/react-router';
import { FolderGit2, Monitor, Moon, Plus, Search, Sun } from 'lucide-react';
import { useState } from 'react';

import { Modal } from '@/components/Modal';
import { PickList, type Pick } from '@/components/PickList';
import { useRepositoriesLike } from '@/features/repositories/useRepositoriesLike';
import { keepSearch } from '@/features/search/question';
import { rank } from '@/lib/rank';
import { setTheme } from '@/lib/theme';
import { t } from '@/strings';

import { PLACES } from './places';

interface Command extends Pick {
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
  const commands = useCommands(words);
  return (
    <PickList<Command>
      label={t.palette.label}
      listLabel={t.palette.title}
      items={commands}
      words={words}
      onWords={setWords}
      onPick={(command) => {
        close();
        command.run();
      }}
      className="h-12 text-base"
    />
  );
}

function useCommands(words: string): Command[] {
  const navigate = useNavigate();
  const { repositories } = useRepositoriesLike(words);
  const commands: Command[] = [
    ...PLACES.map((place) => ({
      key: place.to,
      name: t.palette.go(place.label),
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
      run: () => {
        keepSearch(query);
        void navigate({ to: '/search', search: { q: query } });
      },
    },
  ];
}
