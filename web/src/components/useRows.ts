import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

interface RowsOptions {
  count: number;
  /** Pixels of a row before it was measured. */
  estimate: number;
  /** Whether more rows can be had, and how. */
  hasMore?: boolean | undefined;
  loadMore?: (() => unknown) | undefined;
}

/** Only the rows that can be seen are in the page; more are asked for when the end comes near. */
export function useRows({ count, estimate, hasMore = false, loadMore }: RowsOptions) {
  const scroller: RefObject<HTMLDivElement | null> = useRef(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    overscan: 8,
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? -1;
  const nearsEnd = hasMore && count > 0 && last >= count - 10;
  const more = useEffectEvent(() => void loadMore?.());
  useEffect(() => {
    if (nearsEnd) more();
  }, [nearsEnd, count]);
  return { scroller, rows };
}
