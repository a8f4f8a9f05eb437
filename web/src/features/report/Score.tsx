import { RatingLetter } from '@/components/badges';
import { Panel } from '@/components/Panel';
import { formatEffort, formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { useReport } from './context';

/** The score, the letters, and what they mean. */
export function Score() {
  const { quality } = useReport().analysis;
  if (!quality) return null;
  const score = Math.round(quality.score);
  return (
    <Panel title={t.overview.quality}>
      <p className="flex items-baseline gap-2">
        <span className="text-4xl font-semibold tracking-tight">{formatNumber(score)}</span>
        <span className="text-sm text-muted">{t.overview.ofHundred}</span>
      </p>
      <p className="mt-1 text-xs text-muted">{t.overview.scoreMeans}</p>
      <dl className="mt-4 grid gap-3">
        {(['maintainability', 'reliability', 'security'] as const).map((aspect) => (
          <div key={aspect} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3">
            <dd className="row-span-2">
              <RatingLetter rating={quality[aspect]} size="large" />
            </dd>
            <dt className="text-sm font-medium">{t.rating[aspect]}</dt>
            <dd className="text-xs text-muted">{t.ratingMeans[aspect][quality[aspect]]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 border-t border-line pt-3 text-sm">
        {quality.debt_minutes < 1 ? (
          t.overview.noDebt
        ) : (
          <>
            {t.overview.debt}{' '}
            <strong className="font-semibold whitespace-nowrap">{formatEffort(quality.debt_minutes)}</strong>
          </>
        )}
      </p>
    </Panel>
  );
}
