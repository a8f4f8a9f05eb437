import type { Point } from './layout';

const RADIUS = 6;

/** A path of straight pieces with round corners, as SVG writes it. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index] ?? first;
    const after = rest[index + 1];
    if (!after) {
      path += ` L${point.x} ${point.y}`;
      return;
    }
    const enter = towards(point, before, RADIUS);
    const leave = towards(point, after, RADIUS);
    path += ` L${enter.x} ${enter.y} Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return path;
}

/** The point so far from `from` on the way to `to`, and at most half the way. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
