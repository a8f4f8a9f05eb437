/** A line of scores. The numbers stand below in words, so that nobody has to see the line. */

import type { TrendPoint } from '@/api/views';
import { formatDateTime, formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { HEIGHT, positions, WIDTH } from './trend-line';

export function TrendChart({ points }: { points: readonly TrendPoint[] }) {
  const scores = points.map((point) => point.score);
  const places = positions(scores);
  const [first, last] = [scores[0] ?? 0, scores.at(-1) ?? 0];
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-21 w-full text-accent" aria-hidden>
        <polyline
          points={places.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.75}
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
        {places.map(({ x, y }, index) => {
          const point = points[index];
          if (!point) return null;
          return (
            <circle key={point.analysis_id} cx={x} cy={y} r={3} fill="currentColor">
              <title>
                {formatNumber(Math.round(point.score))}
                {point.finished_at && ` · ${formatDateTime(point.finished_at)}`}
              </title>
            </circle>
          );
        })}
      </svg>
      <figcaption className="mt-1 text-xs text-muted">
        {t.trend.summary(points.length, formatNumber(Math.round(first)), formatNumber(Math.round(last)))}
      </figcaption>
    </figure>
  );
}
