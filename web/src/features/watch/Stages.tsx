import { Check, Circle, LoaderCircle } from 'lucide-react';

import type { Analysis, Progress } from '@/api/analyses';
import { Icon } from '@/components/Icon';
import { ProgressBar } from '@/components/Progress';
import { useNow } from '@/components/Time';
import { formatDuration, formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { STAGES, stageStates, type Stage, type StageState } from './stages';

interface StagesProps {
  analysis: Analysis;
  /** Files a second, while files are parsed. */
  rate: number | undefined;
}

export function Stages({ analysis, rate }: StagesProps) {
  const states = stageStates(analysis.progress, analysis.state === 'succeeded');
  const moves = analysis.state === 'queued' || analysis.state === 'running';
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-3">
        <p aria-live="polite" className="text-sm">
          {t.watch.state[analysis.state]}
        </p>
        <Elapsed analysis={analysis} />
      </div>
      <ol className="divide-y divide-line">
        {STAGES.map((stage, index) => {
          const state = states[index] ?? 'ahead';
          return (
            <li
              key={stage}
              aria-current={state === 'current' ? 'step' : undefined}
              className="grid min-h-16 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2"
            >
              <StageIcon state={state} moves={moves} />
              <div className="min-w-0">
                <p className={`text-sm ${state === 'ahead' ? 'text-muted' : 'font-medium'}`}>
                  {t.watch.stages[stage].name}
                </p>
                <p className="truncate text-xs text-muted">{t.watch.stages[stage].what}</p>
              </div>
              {state === 'current' && analysis.progress && moves && (
                <Count progress={analysis.progress} rate={rate} stage={stage} />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function StageIcon({ state, moves }: { state: StageState; moves: boolean }) {
  const label = t.watch.stageState[state === 'current' && !moves ? 'stopped' : state];
  const [picture, look] =
    state === 'done'
      ? [Check, 'text-good']
      : state === 'current' && moves
        ? [LoaderCircle, 'text-accent animate-spin']
        : [Circle, 'text-muted'];
  return (
    <span>
      <Icon of={picture} size={18} className={look} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

interface CountProps {
  progress: Progress;
  rate: number | undefined;
  stage: Stage;
}

function Count({ progress: { done, total }, rate, stage }: CountProps) {
  if (total === 0) return null;
  const said = t.watch.count(formatNumber(done), formatNumber(total));
  return (
    <div className="w-60 text-right text-xs text-muted max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2 max-sm:mt-2 max-sm:w-full max-sm:text-left">
      <ProgressBar
        label={t.watch.stageProgress(t.watch.stages[stage].name)}
        said={said}
        done={done}
        total={total}
      />
      <p aria-hidden className="mt-1">
        {said}
        {rate !== undefined && rate > 0 && ` · ${t.watch.rate(formatNumber(Math.round(rate)))}`}
      </p>
    </div>
  );
}

function Elapsed({ analysis }: { analysis: Analysis }) {
  const now = useNow(1_000);
  if (!analysis.started_at) return null;
  const from = new Date(analysis.started_at).getTime();
  // A clock that runs shows whole seconds: tenths would come and go.
  const passed = analysis.finished_at
    ? new Date(analysis.finished_at).getTime() - from
    : Math.max(0, Math.floor((now - from) / 1_000) * 1_000);
  return <p className="text-sm text-muted">{formatDuration(passed)}</p>;
}
