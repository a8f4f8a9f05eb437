import { useQuery } from '@tanstack/react-query';

import { rulesQuery } from '@/api/views';
import { Markdown } from '@/components/Markdown';
import { Skeleton } from '@/components/states';
import { t } from '@/strings';

/** What a rule says of its findings, to the analysis that saw one: why they matter, what to do. */
export function RuleAdvice({ rule, seenIn }: { rule: string; seenIn: string | undefined }) {
  const { data, isPending } = useQuery({ ...rulesQuery(seenIn ?? ''), enabled: seenIn !== undefined });
  if (isPending) return <Skeleton className="h-32" />;
  const text = data?.items.find((item) => item.id === rule);
  if (!text) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <section className="grid content-start gap-1">
        <h3 className="text-sm font-semibold">{t.findings.why}</h3>
        <Markdown text={text.why} />
      </section>
      <section className="grid content-start gap-1">
        <h3 className="text-sm font-semibold">{t.findings.advice}</h3>
        <Markdown text={text.advice} />
      </section>
    </div>
  );
}
