/** A long list of which one is chosen, for mouse and keyboard. Only what can be seen of it is in the page. */

import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

import { useKeyAt, useRows } from './useRows';

interface ChoiceListProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  render: (item: T) => ReactNode;
  /** The key of the chosen item. */
  chosen: string | undefined;
  onChoose: (item: T) => void;
  /** `Enter` on the chosen item, or a click on any; without it a click only chooses. */
  onOpen?: (item: T) => void;
  /** Takes the focus as it appears: it stands where the one before had it. */
  takesFocus?: boolean;
  /** Pixels of a row before it was measured. */
  estimate: number;
  hasMore?: boolean;
  loadMore?: () => unknown;
  className?: string;
}

export function ChoiceList<T>(props: ChoiceListProps<T>) {
  const { label, items, keyOf, render, chosen, onChoose, onOpen, estimate, hasMore, loadMore, className } =
    props;
  const takesFocus = useRef(props.takesFocus);
  const id = useId();
  const keyAt = useKeyAt(items, keyOf);
  const { scroller, rows } = useRows({ count: items.length, estimate, keyAt, hasMore, loadMore });
  const at = chosen === undefined ? -1 : items.findIndex((item) => keyOf(item) === chosen);

  /** Where the keyboard goes on: at the chosen item or, when that has left the list, before what came in its place. */
  const place = useRef(-1);

  useEffect(() => {
    place.current = chosen === undefined || at >= 0 ? at : Math.ceil(place.current) - 0.5;
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, chosen, rows]);

  useEffect(() => {
    if (takesFocus.current) scroller.current?.focus({ preventScroll: true });
    takesFocus.current = false;
  }, [scroller]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = items[at];
    if (event.key === 'Enter' && current) {
      event.preventDefault();
      onOpen?.(current);
      return;
    }
    const to = stepOf(event.key, place.current, items.length);
    const next = to === undefined ? undefined : items[to];
    if (!next) return;
    event.preventDefault();
    onChoose(next);
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
      onKeyDown={onKeyDown}
      className={`overflow-y-auto focus-visible:-outline-offset-2 ${className ?? ''}`}
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            // The keyboard works from the list around, which keeps the focus.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={keyOf(item)}
              id={`${id}-${row.index}`}
              ref={rows.measureElement}
              data-index={row.index}
              role="option"
              tabIndex={-1}
              aria-selected={row.index === at}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index + 1}
              onClick={() => (onOpen ?? onChoose)(item)}
              style={{ transform: `translateY(${row.start}px)` }}
              className="absolute inset-x-0 top-0 cursor-default border-b border-line hover:bg-hover aria-selected:bg-selected"
            >
              {render(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Where a key leads from a place in the list, or from between two. */
export function stepOf(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const steps: Record<string, number> = {
    ArrowDown: Math.floor(at + 1),
    j: Math.floor(at + 1),
    ArrowUp: Math.ceil(at - 1),
    k: Math.ceil(at - 1),
    PageDown: Math.floor(at + 10),
    PageUp: Math.ceil(at - 10),
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
