import { useState } from 'react';

import type { Insight } from '@/api/analyses';
import { SeverityMark } from '@/components/badges';
import { Prose } from '@/components/Text';
import { t } from '@/strings';

import { FileLink, FindingsLink } from './links';

/** Evidence that is shown at once; the rest is behind a word. */
const SHOWN = 3;

export function InsightItem({ insight }: { insight: Insight }) {
  const places = insight.evidence.filter((evidence) => evidence.path);
  const [all, setAll] = useState(false);
  const fingerprints = insight.evidence.flatMap(({ fingerprint }) => fingerprint ?? []);
  return (
    <li className="grid gap-1.5 px-4 py-4">
      <div className="flex items-start gap-3">
        <h3 className="flex-1 font-medium text-pretty">
          <Prose>{insight.title}</Prose>
        </h3>
        <SeverityMark severity={insight.severity} />
      </div>
      <p className="max-w-[75ch] text-sm text-muted">
        <Prose>{insight.detail}</Prose>
      </p>
      <p className="max-w-[75ch] border-l-2 border-accent pl-3 text-sm">
        <span className="sr-only">{t.overview.advice} </span>
        <Prose>{insight.advice}</Prose>
      </p>
      {places.length > 0 && (
        <ul className="mt-1 grid gap-0.5">
          {places.slice(0, all ? undefined : SHOWN).map((evidence, index) => (
            <li key={index} className="flex min-w-0 flex-wrap items-center gap-x-3 text-xs text-muted">
              <FileLink
                path={evidence.path ?? ''}
                line={evidence.start_line}
                end={evidence.end_line}
                className="max-w-full"
              />
              <span>
                <Prose>{evidence.fact}</Prose>
              </span>
            </li>
          ))}
          {places.length > SHOWN && !all && (
            <li>
              <button
                type="button"
                onClick={() => setAll(true)}
                className="min-h-6 text-xs text-muted underline decoration-line-strong/50 underline-offset-2 hover:decoration-current"
              >
                {t.overview.places(places.length - SHOWN)}
              </button>
            </li>
          )}
        </ul>
      )}
      <FindingsLink fingerprints={fingerprints} className="justify-self-start text-xs" />
    </li>
  );
}
