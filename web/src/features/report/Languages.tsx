import type { Overview } from '@/api/views';
import { Panel } from '@/components/Panel';
import { formatPercent } from '@/lib/format';
import { t } from '@/strings';

/** Languages that get a piece of the bar; the rest share one. */
const SHOWN = 6;

const LOOKS = [
  'bg-lang-1',
  'bg-lang-2',
  'bg-lang-3',
  'bg-lang-4',
  'bg-lang-5',
  'bg-lang-6',
  'bg-line-strong',
];

export function Languages({ overview }: { overview: Overview }) {
  const languages = overview.languages.filter(({ code }) => code > 0);
  const rest = languages.slice(SHOWN);
  const parts = languages
    .slice(0, SHOWN)
    .map(({ language, share, code }) => ({ label: t.language(language), share, code }));
  if (rest.length > 0) {
    parts.push({
      label: t.overview.otherLanguages(rest.length),
      share: rest.reduce((sum, { share }) => sum + share, 0),
      code: rest.reduce((sum, { code }) => sum + code, 0),
    });
  }
  return (
    <Panel title={t.overview.languages}>
      <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full">
        {parts.map((part, index) => (
          <span key={part.label} className={LOOKS[index]} style={{ width: `${part.share * 100}%` }} />
        ))}
      </div>
      <ul className="mt-3 grid gap-1 text-sm">
        {parts.map((part, index) => (
          <li key={part.label} className="flex items-center gap-2">
            <span aria-hidden className={`size-2 rounded-full ${LOOKS[index] ?? ''}`} />
            <span className="flex-1">{part.label}</span>
            <span className="text-xs text-muted">{t.overview.lines(part.code)}</span>
            <span className="w-12 text-right">{formatPercent(part.share)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
