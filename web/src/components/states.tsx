/** What stands where content will be, would be, or could not be had. Each says what to do next. */

import { Link } from '@tanstack/react-router';
import { CircleAlert, Compass, Inbox, RefreshCw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { asProblem } from '@/api/problem';
import { t } from '@/strings';

import { Button } from './Button';
import { Icon } from './Icon';
import { Said } from './Text';

/** A grey block of the size of what is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={`animate-pulse rounded-md bg-line/70 ${className ?? 'h-4 w-full'}`} />;
}

/** Several lines that are loading; said aloud once. */
export function SkeletonList({ rows, className = 'h-11' }: { rows: number; className?: string }) {
  return (
    <div role="status" className="grid gap-px">
      <span className="sr-only">{t.states.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden className={`flex items-center gap-3 px-4 ${className}`}>
          <Skeleton className="size-4 shrink-0" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-16 shrink-0" />
        </div>
      ))}
    </div>
  );
}

interface EmptyProps {
  title: ReactNode;
  children?: ReactNode;
  icon?: LucideIcon;
  action?: ReactNode;
}

export function Empty({ title, children, icon = Inbox, action }: EmptyProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      <Icon of={icon} size={28} className="text-muted" />
      <div className="font-medium">{typeof title === 'string' ? <Said>{title}</Said> : title}</div>
      {children && (
        <div className="text-sm text-balance text-muted">
          {typeof children === 'string' ? <Said>{children}</Said> : children}
        </div>
      )}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

interface FailureProps {
  error: unknown;
  /** Tries again, where that makes sense. */
  retry?: (() => unknown) | undefined;
  action?: ReactNode;
}

/** What went wrong in place of content. */
export function Failure({ error, retry, action }: FailureProps) {
  const problem = asProblem(error);
  if (problem.status === 404) return <Gone detail={problem.detail} action={action} />;
  return (
    <div role="alert" className="mx-auto flex max-w-lg flex-col items-center gap-2 px-4 py-12 text-center">
      <Icon of={CircleAlert} size={28} className="text-critical" />
      <p className="font-medium">
        <Said>{problem.title}</Said>
      </p>
      <p className="text-sm text-balance text-muted first-letter:uppercase">
        <Said>{problem.detail}</Said>
      </p>
      {problem.requestId && problem.status >= 500 && (
        <p className="text-xs text-muted">
          <Said>{t.errors.requestId(problem.requestId)}</Said>
        </p>
      )}
      <div className="mt-2 flex gap-2">
        {retry && (
          <Button onClick={() => void retry()}>
            <Icon of={RefreshCw} /> {t.states.tryAgain}
          </Button>
        )}
        {action}
      </div>
    </div>
  );
}

/** What is not there will not be there at the next try either. */
function Gone({ detail, action }: { detail: string; action: ReactNode }) {
  return (
    <div role="alert">
      <Empty icon={Compass} title={t.errors.goneTitle} action={action}>
        {detail}
      </Empty>
    </div>
  );
}

/** For pages that are not there: a way on. */
export function ToHome() {
  return (
    <Button asChild>
      <Link to="/">{t.errors.home}</Link>
    </Button>
  );
}

/** What a query tells of how it went; lists that grow by pages tell more. */
interface Asked {
  data: unknown;
  error: unknown;
  isError: boolean;
  refetch: () => unknown;
  isFetchNextPageError?: boolean;
  fetchNextPage?: () => unknown;
}

/** What is wrong with a query, if anything: in place of content, or above what is there and may be old. */
export function Trouble({ query }: { query: Asked }) {
  if (!query.isError) return null;
  if (query.data === undefined) return <Failure error={query.error} retry={query.refetch} />;
  const isRest = query.isFetchNextPageError === true;
  const retry = isRest ? query.fetchNextPage : query.refetch;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line bg-medium-soft px-4 py-1 text-xs"
    >
      <p className="min-w-0">
        {isRest ? t.states.restMissing : t.states.maybeOld} <Said>{asProblem(query.error).detail}</Said>
      </p>
      <Button look="quiet" onClick={() => void retry?.()} className="h-7">
        <Icon of={RefreshCw} size={14} /> {t.states.tryAgain}
      </Button>
    </div>
  );
}

/** What went wrong with something that was asked for, beside it. */
export function ProblemNote({ error, children }: { error: unknown; children?: ReactNode }) {
  const problem = asProblem(error);
  return (
    <div role="alert" className="flex gap-2 rounded-md bg-critical-soft px-3 py-2 text-sm text-text">
      <Icon of={CircleAlert} className="mt-0.5 text-critical" />
      <div className="min-w-0">
        <p>
          <Said>{problem.detail}</Said>
        </p>
        {children}
      </div>
    </div>
  );
}
