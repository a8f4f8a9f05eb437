import type { Point } from './layout';

/** A path through the points, as SVG writes it: straight between equally high ones, and else a bend that ends level. */
export function bentPath([first, ...rest]: readonly Point[]): string {
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  let before = first;
  for (const point of rest) {
    if (point.y === before.y) {
      // Nothing is drawn on the spot: an arrow's head would not know which way to look.
      if (point.x !== before.x) path += ` H${point.x}`;
    } else {
      const middle = (before.x + point.x) / 2;
      path += ` C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    }
    before = point;
  }
  return path;
}
