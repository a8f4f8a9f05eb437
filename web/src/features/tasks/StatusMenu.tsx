import { ArrowRightLeft, ChevronDown } from 'lucide-react';

import { STATUSES, type TaskStatus } from '@/api/tasks';
import { Button, IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Menu, MenuChoice } from '@/components/Menu';
import { t } from '@/strings';

interface StatusMenuProps {
  status: TaskStatus;
  onChange: (status: TaskStatus) => void;
  /** Only a picture, where the status can be seen from the place. */
  brief?: boolean;
}

export function StatusMenu({ status, onChange, brief = false }: StatusMenuProps) {
  return (
    <Menu
      label={t.tasks.moveTo}
      align={brief ? 'end' : 'start'}
      trigger={
        brief ? (
          <IconButton label={t.tasks.moveTo} className="size-7!">
            <Icon of={ArrowRightLeft} size={14} />
          </IconButton>
        ) : (
          <Button>
            {t.taskStatus[status]} <Icon of={ChevronDown} size={14} />
          </Button>
        )
      }
    >
      <MenuChoice
        value={status}
        options={STATUSES.map((value) => ({ value, label: t.taskStatus[value] }))}
        onChange={onChange}
      />
    </Menu>
  );
}
