/** A long list that is read: only the rows that can be seen are in the page. */

import { useEffect, type ReactNode } from 'react';

import { useKeyAt, useRows } from './useRows';

interface RowListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  render: (item: T) => ReactNode;
  /** Pixels of a row before it was measured. */
  estimate: number;
  hasMore: boolean;
  loadMore: () => unknown;
  /** The id of the list's heading, where it has one. */
  labelledBy?: string;
  /** The key of the item that is to be seen. */
  wanted?: string | undefined;
  className: string;
  rowClassName: string;
}

export function RowList<T>(props: RowListProps<T>) {
  const { items, keyOf, render, estimate, hasMore, loadMore, labelledBy, wanted, className, rowClassName } =
    props;
  const keyAt = useKeyAt(items, keyOf);
  const { scroller, rows } = useRows({ count: items.length, estimate, keyAt, hasMore, loadMore });
  const at = wanted === undefined ? -1 : items.findIndex((item) => keyOf(item) === wanted);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at);
  }, [at, rows]);

  return (
    <div ref={scroller} className={`overflow-y-auto ${className}`}>
      <ul aria-labelledby={labelledBy} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <li
              key={keyOf(item)}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
              className={`absolute inset-x-0 top-0 ${rowClassName}`}
            >
              {render(item)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
