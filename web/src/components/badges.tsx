/** Small marks with a meaning. Each says it in words or shape; the colour only helps. */

import {
  Ban,
  Check,
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  CircleDashed,
  Equal,
  Info,
  LoaderCircle,
  Skull,
  X,
  type LucideIcon,
} from 'lucide-react';

import type { Analysis, Rating, Severity } from '@/api/analyses';
import type { JobState } from '@/api/jobs';
import type { Priority } from '@/api/tasks';
import { t } from '@/strings';

import { Icon } from './Icon';

const SEVERITIES: Record<Severity, { icon: LucideIcon; look: string }> = {
  critical: { icon: ChevronsUp, look: 'text-critical' },
  high: { icon: ChevronUp, look: 'text-high' },
  medium: { icon: Equal, look: 'text-medium' },
  low: { icon: ChevronDown, look: 'text-low' },
  info: { icon: Info, look: 'text-info' },
};

export function SeverityMark({ severity, bare = false }: { severity: Severity; bare?: boolean }) {
  const { icon, look } = SEVERITIES[severity];
  return (
    <span
      className={`inline-flex items-center gap-1 text-xs font-medium ${look}`}
      title={t.severity[severity]}
    >
      <Icon of={icon} />
      <span className={bare ? 'sr-only' : ''}>{t.severity[severity]}</span>
    </span>
  );
}

const RATINGS: Record<Rating, string> = {
  A: 'bg-good-soft text-good',
  B: 'bg-good-soft text-good',
  C: 'bg-medium-soft text-medium',
  D: 'bg-high-soft text-high',
  E: 'bg-critical-soft text-critical',
};

export function RatingLetter({ rating, size = 'small' }: { rating: Rating; size?: 'small' | 'large' }) {
  const box = size === 'large' ? 'size-10 text-xl rounded-lg' : 'size-6 text-xs rounded-md';
  return (
    <span className={`inline-grid shrink-0 place-items-center font-semibold ${box} ${RATINGS[rating]}`}>
      {rating}
    </span>
  );
}

/** The three letters of an analysis, where there is no room for their names. */
export function Ratings({ quality }: { quality: NonNullable<Analysis['quality']> }) {
  return (
    <span className="flex gap-1">
      {(['maintainability', 'reliability', 'security'] as const).map((aspect) => (
        <span key={aspect} title={t.rating[aspect]}>
          <span className="sr-only">{t.rating[aspect]}: </span>
          <RatingLetter rating={quality[aspect]} />
        </span>
      ))}
    </span>
  );
}

const PRIORITIES: Record<Priority, string> = {
  P0: 'bg-critical-soft text-critical',
  P1: 'bg-high-soft text-high',
  P2: 'bg-low-soft text-low',
  P3: 'bg-info-soft text-info',
};

export function PriorityMark({ priority }: { priority: Priority }) {
  return (
    <span
      title={t.priority[priority]}
      className={`inline-block rounded px-1.5 text-2xs font-semibold ${PRIORITIES[priority]}`}
    >
      {priority}
    </span>
  );
}

const STATES: Record<JobState, { icon: LucideIcon; look: string; moves?: boolean }> = {
  queued: { icon: CircleDashed, look: 'bg-info-soft text-info' },
  running: { icon: LoaderCircle, look: 'bg-low-soft text-low', moves: true },
  succeeded: { icon: Check, look: 'bg-good-soft text-good' },
  failed: { icon: X, look: 'bg-critical-soft text-critical' },
  dead: { icon: Skull, look: 'bg-critical-soft text-critical' },
  cancelled: { icon: Ban, look: 'bg-info-soft text-info' },
};

/** Where a job or an analysis stands. */
export function StateMark({ state }: { state: JobState }) {
  const { icon, look, moves } = STATES[state];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full py-0.5 pr-2 pl-1.5 text-xs font-medium ${look}`}
    >
      <Icon of={icon} size={13} className={moves ? 'animate-spin' : ''} />
      {t.jobState[state]}
    </span>
  );
}
