import type { Found } from '@/api/analyses';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

/** In the order in which they come to be known. */
const KINDS = ['files', 'lines', 'functions', 'clones', 'cycles', 'commits', 'findings'] as const;

/** What has come to light while the analysis runs. Everything has its place from the start, so that nothing moves. */
export function FoundSoFar({ found }: { found: Found | null | undefined }) {
  return (
    <section aria-labelledby="found" className="border-t border-line px-4 py-3">
      <h2 id="found" className="text-xs text-muted">
        {t.watch.found}
      </h2>
      <dl className="mt-2 grid grid-cols-3 gap-x-4 gap-y-3 sm:grid-cols-4 lg:grid-cols-7">
        {KINDS.map((kind) => (
          <div key={kind} className="flex flex-col-reverse">
            <dt className="text-xs text-muted">{t.watch.foundKinds[kind]}</dt>
            <Count value={found?.[kind]} />
          </div>
        ))}
      </dl>
    </section>
  );
}

function Count({ value }: { value: number | null | undefined }) {
  const isKnown = typeof value === 'number';
  return (
    <dd
      className={`text-lg font-semibold whitespace-nowrap transition-colors max-sm:text-base duration-500 ${isKnown ? '' : 'text-muted'}`}
    >
      {isKnown ? (
        formatNumber(value)
      ) : (
        <>
          <span aria-hidden>–</span>
          <span className="sr-only">{t.watch.notYet}</span>
        </>
      )}
    </dd>
  );
}
