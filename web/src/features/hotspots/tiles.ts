/** The boxes of a treemap in two levels: what stands in a folder, and in its large folders what stands in them. */

import type { TreemapItem } from '@/api/views';

import { squarify, type Box } from './squarify';

export interface Tile {
  item: TreemapItem;
  box: Box;
  /** A folder whose content is drawn inside of it. */
  isFrame: boolean;
}

/** Pixels that a folder's name takes at the top of its box. */
const NAME_HEIGHT = 18;
const EDGE = 2;
/** A box smaller than this has no room for boxes of its own. */
const SMALLEST = { width: 90, height: 64 };

export function tilesOf(
  items: readonly TreemapItem[],
  inside: ReadonlyMap<string, readonly TreemapItem[]>,
  within: Box,
): Tile[] {
  const boxes = squarify(sizes(items), within);
  return items.flatMap((item, index): Tile[] => {
    const box = boxes[index];
    if (!box) return [];
    const children = inside.get(item.path);
    if (!children || box.width < SMALLEST.width || box.height < SMALLEST.height)
      return [{ item, box, isFrame: false }];
    const room = {
      x: box.x + EDGE,
      y: box.y + NAME_HEIGHT,
      width: box.width - 3 * EDGE,
      height: box.height - NAME_HEIGHT - 2 * EDGE,
    };
    const inner = squarify(sizes(children), room);
    return [
      { item, box, isFrame: true },
      ...children.flatMap((child, at): Tile[] => {
        const place = inner[at];
        return place ? [{ item: child, box: place, isFrame: false }] : [];
      }),
    ];
  });
}

const sizes = (items: readonly TreemapItem[]): number[] => items.map((item) => item.lines);

/** Folders that are large enough to be drawn with what stands in them. */
const SHARE = 0.04;
const MOST = 12;

export function worthOpening(items: readonly TreemapItem[]): string[] {
  const total = items.reduce((sum, { lines }) => sum + lines, 0);
  return items
    .filter(({ kind, lines }) => kind === 'folder' && lines > total * SHARE)
    .slice(0, MOST)
    .map(({ path }) => path);
}
