/** How an analysis ended: what came out, or why nothing did and what helps. */

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';

import type { Analysis } from '@/api/analyses';
import { repositoryQuery } from '@/api/repositories';
import { RatingLetter } from '@/components/badges';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { Plain } from '@/components/Text';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

export function Ending({ analysis }: { analysis: Analysis }) {
  if (analysis.state === 'failed') return <Failed analysis={analysis} />;
  if (!analysis.counts || !analysis.quality) return null;
  const { counts, quality } = analysis;
  const facts = [
    [t.watch.facts.score, formatNumber(Math.round(quality.score))],
    [t.watch.facts.findings, formatNumber(counts.findings.open)],
    [t.watch.facts.insights, formatNumber(counts.insights)],
    [t.watch.facts.tasks, formatNumber(counts.tasks.created)],
    [t.watch.facts.files, formatNumber(counts.files)],
    [t.watch.facts.functions, formatNumber(counts.functions)],
  ] as const;
  return (
    <Panel>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-6">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="text-lg font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 flex flex-wrap gap-4 border-t border-line pt-4 text-sm">
        {(['maintainability', 'reliability', 'security'] as const).map((aspect) => (
          <span key={aspect} className="flex items-center gap-2">
            <RatingLetter rating={quality[aspect]} /> {t.rating[aspect]}
          </span>
        ))}
      </p>
    </Panel>
  );
}

/** What was asked for is not lost: the form begins with it. */
function Failed({ analysis }: { analysis: Analysis }) {
  const { data: repository } = useQuery(repositoryQuery(analysis.repository_id));
  return (
    <Panel>
      <div role="alert" className="flex gap-3">
        <Icon of={CircleAlert} size={20} className="text-critical" />
        <div className="grid gap-2">
          <p className="font-medium">{t.watch.failed}</p>
          <p className="first-letter:uppercase">
            {analysis.error ? <Plain>{analysis.error.message}</Plain> : t.watch.unknown}
          </p>
          <p className="text-sm text-muted">{t.watch.failedNext}</p>
          <Button asChild className="justify-self-start">
            <Link
              to="/"
              hash="submit"
              search={{ source: repository?.source, revision: analysis.revision ?? undefined }}
            >
              {t.watch.another}
            </Link>
          </Button>
        </div>
      </div>
    </Panel>
  );
}
