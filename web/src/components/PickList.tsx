/** A field to type into, and below it what fits: the keyboard works on the list while the field has the focus. */

import { Search, type LucideIcon } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';

import type { Foreign } from '@/api/client';

import { Icon } from './Icon';
import { Name } from './Text';

export interface Pick {
  key: string;
  name: Foreign;
  icon?: LucideIcon;
  /** It is what is chosen now. */
  isOn?: boolean;
}

interface PickListProps<T extends Pick> {
  /** What the field is for. */
  label: string;
  /** What the list is called. */
  listLabel: string;
  items: readonly T[];
  words: string;
  onWords: (words: string) => void;
  onPick: (item: T) => void;
  /** What to say where nothing fits. */
  none?: string | undefined;
  className?: string;
}

export function PickList<T extends Pick>(props: PickListProps<T>) {
  const { label, listLabel, items, words, onWords, onPick, none, className } = props;
  const [active, setActive] = useState(0);
  const id = useId();
  const at = Math.min(active, items.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys that put a character together are the input method's.
    if (event.nativeEvent.isComposing) return;
    const current = items[at];
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined && items.length > 0) {
      event.preventDefault();
      const next = (to + items.length) % items.length;
      setActive(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      onPick(current);
    }
  };

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon of={Search} className="text-muted" />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          placeholder={label}
          value={words}
          onChange={(event) => {
            onWords(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          className={`min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted ${className ?? 'h-10 text-sm'}`}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={listLabel} className="overflow-y-auto p-1.5">
        {items.map((item, index) => (
          // The keyboard works from the field above, which keeps the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onClick={() => onPick(item)}
            onMouseMove={() => setActive(index)}
            className={`flex h-9 cursor-default items-center gap-3 rounded-md px-3 text-sm aria-selected:bg-hover ${item.isOn ? 'font-semibold' : ''}`}
          >
            {item.icon && <Icon of={item.icon} className="text-muted" />}
            <Name>{item.name}</Name>
          </div>
        ))}
      </div>
      {none && items.length === 0 && (
        <p role="status" className="px-4 pb-4 text-center text-sm text-muted">
          {none}
        </p>
      )}
    </>
  );
}
