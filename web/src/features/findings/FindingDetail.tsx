/** One finding: what is wrong, where, and what to do. */

import { ArrowLeft } from 'lucide-react';

import type { Finding } from '@/api/findings';
import { SeverityMark } from '@/components/badges';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Plain, Prose, Said } from '@/components/Text';
import { useFirstFocus } from '@/components/useFirstFocus';
import { useReport } from '@/features/report/context';
import { FileLink } from '@/features/report/links';
import { formatEffort } from '@/lib/format';
import { short } from '@/lib/visible';
import { t } from '@/strings';

import { FindingActions } from './FindingActions';
import { FindingCode } from './FindingCode';
import { RuleAdvice } from './RuleAdvice';

/** What is shown of a finding, whether it comes from a list or by itself. */
export type ShownFinding = Omit<Finding, 'is_new'>;

interface FindingDetailProps {
  finding: ShownFinding;
  /** The analysis that saw it where it is said to stand; nothing while that is not known. */
  seenIn: string | undefined;
  /** Takes the focus as it appears: in the place of the list that had it. */
  takesFocus: boolean;
  onBack: () => void;
}

export function FindingDetail({ finding, seenIn, takesFocus, onBack }: FindingDetailProps) {
  const { analysis } = useReport();
  const heading = useFirstFocus<HTMLHeadingElement>(takesFocus);
  return (
    <article aria-label={t.findings.detail} className="grid gap-4 p-4 sm:p-6">
      <Button look="quiet" onClick={onBack} className="-ml-3 justify-self-start lg:hidden">
        <Icon of={ArrowLeft} /> {t.findings.back}
      </Button>
      <header className="grid gap-2">
        <h2 ref={heading} tabIndex={-1} className="text-base font-semibold outline-none">
          <Prose>{finding.message}</Prose>
        </h2>
        <FileLink
          path={finding.path}
          line={finding.start_line}
          end={finding.end_line}
          analysis={seenIn === analysis.id ? undefined : seenIn}
          className="justify-self-start"
        />
        <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
          {finding.state === 'fixed' && (
            <li className="font-semibold text-good">{t.findings.states.fixed}</li>
          )}
          <li className="flex">
            <SeverityMark severity={finding.severity} />
          </li>
          <li>{t.category[finding.category]}</li>
          <li className="font-mono">
            <Plain>{finding.rule}</Plain>
          </li>
          {finding.cwe && (
            <li>
              <Plain>{finding.cwe}</Plain>
            </li>
          )}
          <li>{t.findings.effort(formatEffort(finding.effort_minutes))}</li>
          {finding.in_test && <li>{t.findings.inTest}</li>}
          {finding.symbol && (
            <li>
              {t.findings.in} <Plain>{short(finding.symbol, 240)}</Plain>
            </li>
          )}
        </ul>
      </header>
      {finding.suppression && (
        <p className="rounded-md bg-info-soft px-3 py-2 text-sm">
          <Said>{t.findings.suppressed(finding.suppression.source)}</Said>{' '}
          <Plain>{finding.suppression.reason}</Plain>
        </p>
      )}
      <FindingActions finding={finding} />
      <FindingCode finding={finding} seenIn={seenIn} />
      <RuleAdvice rule={finding.rule} seenIn={seenIn} />
    </article>
  );
}
