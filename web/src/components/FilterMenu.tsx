import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { Button } from './Button';
import { Icon } from './Icon';
import { Menu, MenuMany } from './Menu';

interface FilterMenuProps<T extends string> {
  label: string;
  values: readonly T[];
  options: readonly { value: T; label: ReactNode }[];
  onChange: (values: T[]) => void;
}

/** A filter that takes any of several values, and says how many are on. */
export function FilterMenu<T extends string>({ label, values, options, onChange }: FilterMenuProps<T>) {
  return (
    <Menu
      label={label}
      trigger={
        <Button className={values.length > 0 ? 'border-accent!' : ''}>
          {label}
          {values.length > 0 && (
            <span className="rounded bg-selected px-1.5 text-2xs font-semibold text-accent">
              {values.length}
            </span>
          )}
          <Icon of={ChevronDown} size={14} className="text-muted" />
        </Button>
      }
    >
      <MenuMany values={values} options={options} onChange={onChange} />
    </Menu>
  );
}
