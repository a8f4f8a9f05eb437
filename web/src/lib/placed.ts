/** Lists that were loaded page by page, and one item of them that was changed. */

import type { InfiniteData } from '@tanstack/react-query';

export type Pages<T> = InfiniteData<{ items: T[]; next_cursor?: string | null | undefined }, string>;

interface Item {
  id: string;
}

/** Whether an item stands before another in its list. */
type Order<T> = (item: T, other: T) => boolean;

/**
 * The list with the item at its place, or without it. A place beyond what was loaded is left to the next page; pages
 * that the item is not on stay the same.
 */
export function placed<T extends Item>(
  list: Pages<T>,
  item: T,
  isHere: boolean,
  isBefore: Order<T>,
): Pages<T> {
  const without = list.pages.map((page) =>
    page.items.some(({ id }) => id === item.id)
      ? { ...page, items: page.items.filter(({ id }) => id !== item.id) }
      : page,
  );
  if (!isHere) return { ...list, pages: without };
  const at = without.findIndex((page, index) => {
    const last = page.items.at(-1);
    const isBeforeLast = last !== undefined && isBefore(item, last);
    return isBeforeLast || (index === without.length - 1 && !page.next_cursor);
  });
  return {
    ...list,
    pages: without.map((page, index) =>
      index === at ? { ...page, items: inserted(page.items, item, isBefore) } : page,
    ),
  };
}

function inserted<T>(items: T[], item: T, isBefore: Order<T>): T[] {
  const at = items.findIndex((other) => isBefore(item, other));
  return at < 0 ? [...items, item] : [...items.slice(0, at), item, ...items.slice(at)];
}

/** Whether all that was loaded of a list has gone elsewhere, and there is more of it. */
export const hasRunDry = <T>({ pages }: Pages<T>): boolean =>
  pages.every(({ items }) => items.length === 0) && Boolean(pages.at(-1)?.next_cursor);
