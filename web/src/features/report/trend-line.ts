/** Where the points of a trend stand in its picture. */

export const WIDTH = 320;
export const HEIGHT = 84;
const EDGE = 6;

/** Where each value stands in the picture; the axis spans at least ten points, so that little looks little. */
export function positions(values: readonly number[]): { x: number; y: number }[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = Math.max(10, high - low);
  const bottom = (low + high) / 2 - span / 2;
  const step = values.length > 1 ? (WIDTH - 2 * EDGE) / (values.length - 1) : 0;
  return values.map((value, index) => ({
    x: EDGE + index * step,
    y: HEIGHT - EDGE - ((value - bottom) / span) * (HEIGHT - 2 * EDGE),
  }));
}
