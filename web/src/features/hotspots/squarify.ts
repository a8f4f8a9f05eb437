/**
 * A treemap's layout: rectangles with areas in proportion to sizes, as square as can be.
 * After Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000).
 */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A box for each size, in the order given; sizes should fall. What has no size gets a box without area. */
export function squarify(sizes: readonly number[], within: Box): Box[] {
  const total = sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
  if (total === 0 || within.width <= 0 || within.height <= 0)
    return sizes.map(() => ({ ...within, width: 0, height: 0 }));
  const scale = (within.width * within.height) / total;
  const areas = sizes.map((size) => Math.max(0, size) * scale);

  const boxes: Box[] = [];
  let left = { ...within };
  for (let at = 0; at < areas.length;) {
    const side = Math.min(left.width, left.height);
    let count = 1;
    while (
      at + count < areas.length &&
      worst(areas.slice(at, at + count + 1), side) <= worst(areas.slice(at, at + count), side)
    ) {
      count += 1;
    }
    const row = areas.slice(at, at + count);
    boxes.push(...laid(row, left));
    left = without(row, left);
    at += count;
  }
  return boxes;
}

/** The least square box's ratio of sides, were these areas a row along the side. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((a, b) => a + b, 0);
  const [most, least] = [Math.max(...row), Math.min(...row)];
  if (least === 0 || side === 0) return Infinity;
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/** How thick a row along the shorter side is. */
const depthOf = (row: readonly number[], { width, height }: Box): number => {
  const side = Math.min(width, height);
  return side === 0 ? 0 : row.reduce((a, b) => a + b, 0) / side;
};

function laid(row: readonly number[], box: Box): Box[] {
  const depth = depthOf(row, box);
  let { x, y } = box;
  return row.map((area) => {
    const length = depth === 0 ? 0 : area / depth;
    const isColumn = box.width >= box.height;
    const laidOut = isColumn
      ? { x, y, width: depth, height: length }
      : { x, y, width: length, height: depth };
    if (isColumn) y += length;
    else x += length;
    return laidOut;
  });
}

function without(row: readonly number[], box: Box): Box {
  const depth = depthOf(row, box);
  return box.width >= box.height
    ? { ...box, x: box.x + depth, width: Math.max(0, box.width - depth) }
    : { ...box, y: box.y + depth, height: Math.max(0, box.height - depth) };
}
