import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react';

import type { Comparison } from '@/api/views';
import { RatingLetter } from '@/components/badges';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { formatEffort, formatNumber, formatPercent } from '@/lib/format';
import { t } from '@/strings';

interface Measure {
  name: string;
  before: number;
  after: number;
  format: (value: number) => string;
  /** Which way is better; nothing for what is neither. */
  better?: 'up' | 'down';
}

/** The measures of both analyses, before and after. */
export function Measures({ comparison }: { comparison: Comparison }) {
  const { base, head } = comparison;
  const whole = (value: number) => formatNumber(Math.round(value));
  const measures: Measure[] = [
    {
      name: t.comparison.score,
      before: base.quality.score,
      after: head.quality.score,
      format: whole,
      better: 'up',
    },
    {
      name: t.comparison.findings,
      before: base.findings,
      after: head.findings,
      format: formatNumber,
      better: 'down',
    },
    {
      name: t.comparison.debt,
      before: base.quality.debt_minutes,
      after: head.quality.debt_minutes,
      format: formatEffort,
      better: 'down',
    },
    {
      name: t.comparison.repeated,
      before: base.duplication_ratio,
      after: head.duplication_ratio,
      format: formatPercent,
      better: 'down',
    },
    { name: t.comparison.code, before: base.totals.code, after: head.totals.code, format: formatNumber },
    {
      name: t.comparison.functions,
      before: base.totals.functions,
      after: head.totals.functions,
      format: formatNumber,
    },
  ];
  return (
    <Panel>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 xl:grid-cols-6">
        {measures.map((measure) => (
          <MeasureItem key={measure.name} measure={measure} />
        ))}
      </dl>
      <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-2 border-t border-line pt-4 text-sm">
        {(['maintainability', 'reliability', 'security'] as const).map((aspect) => (
          <li key={aspect} className="flex items-center gap-2">
            {base.quality[aspect] !== head.quality[aspect] && (
              <>
                <RatingLetter rating={base.quality[aspect]} />
                <span aria-label={t.comparison.then}>→</span>
              </>
            )}
            <RatingLetter rating={head.quality[aspect]} /> {t.rating[aspect]}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function MeasureItem({ measure: { name, before, after, format, better } }: { measure: Measure }) {
  const isSame = format(before) === format(after);
  const isUp = after > before;
  const isBetter = better !== undefined && isUp === (better === 'up');
  const look = isSame || !better ? 'text-muted' : isBetter ? 'text-good' : 'text-critical';
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-lg font-semibold">{format(after)}</dd>
      <dd className={`flex items-center gap-1 text-xs ${look}`}>
        <Icon of={isSame ? Equal : isUp ? ArrowUpRight : ArrowDownRight} size={13} />
        {isSame ? t.comparison.same : t.comparison.before(format(before))}
        {!isSame && better && (
          <span className="sr-only">{isBetter ? t.comparison.better : t.comparison.worse}</span>
        )}
      </dd>
    </div>
  );
}
