import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useDeferredValue, useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** Rows beyond the edges, so that scrolling finds them there. */
const OVERSCAN = 8;

interface RowsOptions {
  count: number;
  /** Pixels of a row before it was measured. */
  estimate: number;
  /** What a row is known by, so that its height goes with it when others come and go; by its place if not given. */
  keyAt?: (index: number) => string;
  /** Whether more rows can be had, and how. */
  hasMore?: boolean | undefined;
  loadMore?: (() => unknown) | undefined;
}

/** Only the rows that can be seen are in the page; more are asked for when the end comes near. */
export function useRows({ count, estimate, keyAt, hasMore = false, loadMore }: RowsOptions) {
  const scroller: RefObject<HTMLDivElement | null> = useRef(null);
  // First comes what can be seen, and the rest when that stands there.
  const overscan = useDeferredValue(OVERSCAN, 0);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    ...(keyAt ? { getItemKey: keyAt } : {}),
    overscan,
    // Until the list knows its own height: it is no higher than the window.
    initialRect: { width: 0, height: window.innerHeight },
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? -1;
  const nearsEnd = hasMore && count > 0 && last >= count - 10;
  const more = useEffectEvent(() => void loadMore?.());
  useEffect(() => {
    if (nearsEnd) more();
  }, [nearsEnd, count]);
  return { scroller, rows };
}

/** The keys of items by their place; the same function as long as the items are the same. */
export const useKeyAt = <T>(items: readonly T[], keyOf: (item: T) => string): ((index: number) => string) =>
  useCallback(
    (index) => {
      const item = items[index];
      return item === undefined ? String(index) : keyOf(item);
    },
    [items, keyOf],
  );
