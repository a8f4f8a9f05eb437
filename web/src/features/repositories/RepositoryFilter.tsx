import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';

import { repositoryQuery } from '@/api/repositories';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { PickList, type Pick } from '@/components/PickList';
import { ProblemNote } from '@/components/states';
import { Name } from '@/components/Text';
import { visible } from '@/lib/visible';
import { t } from '@/strings';

import { useRepositoriesLike } from './useRepositoriesLike';

interface RepositoryFilterProps {
  /** The id of the chosen one; nothing for all of them. */
  repository: string | undefined;
  onChange: (repository: string | undefined) => void;
}

/** Narrows to one repository, however many there are: by typing part of its name. */
export function RepositoryFilter({ repository, onChange }: RepositoryFilterProps) {
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...repositoryQuery(repository ?? ''), enabled: repository !== undefined });
  const said = repository === undefined ? t.repositories.every : (data?.name ?? t.repositories.one);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          aria-label={`${t.repositories.one}: ${visible(said)}`}
          className={`w-full ${repository === undefined ? '' : 'border-accent!'}`}
        >
          <Name className="flex-1 text-left">{said}</Name>
          <Icon of={ChevronDown} size={14} className="text-muted" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t.repositories.one}
          className="z-40 flex max-h-80 w-72 max-w-[calc(100vw-1rem)] flex-col rounded-lg bg-raised shadow-float"
        >
          <Choices
            chosen={repository}
            onPick={(id) => {
              setOpen(false);
              onChange(id);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ChoicesProps {
  chosen: string | undefined;
  onPick: (id: string | undefined) => void;
}

function Choices({ chosen, onPick }: ChoicesProps) {
  const [words, setWords] = useState('');
  const { repositories, isPending, error } = useRepositoriesLike(words);
  const items: Pick[] = repositories.map(({ id, name }) => ({ key: id, name, isOn: id === chosen }));
  if (words.trim() === '') items.unshift({ key: '', name: t.repositories.every, isOn: chosen === undefined });
  const none = isPending ? t.states.loading : t.repositories.noneLike;
  return (
    <>
      <PickList
        label={t.repositories.find}
        listLabel={t.repositories.title}
        items={items}
        words={words}
        onWords={setWords}
        onPick={({ key }) => onPick(key || undefined)}
        none={error ? undefined : none}
      />
      {error && <ProblemNote error={error} />}
    </>
  );
}
