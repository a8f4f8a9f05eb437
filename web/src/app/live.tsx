/** What happens in the team, as it happens: events make the pages' data stale, and the frame shows the connection. */

import { useNavigate, useRouter } from '@tanstack/react-router';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';

import { analysisKeys } from '@/api/analyses';
import { jobKeys } from '@/api/jobs';
import { repositoryKeys } from '@/api/repositories';
import { taskKeys } from '@/api/tasks';
import { refreshFinding } from '@/features/findings/refresh';
import { refreshTask, refreshTasks } from '@/features/tasks/moveTask';
import { openSharedStream } from '@/lib/shared-stream';
import type { StreamEvent, StreamState } from '@/lib/stream';

import { tellOf, unseenEnding } from './endings';
import { queries } from './queries';
import { renew } from './renew';

const KINDS = [
  'task.updated',
  'tasks.changed',
  'finding.updated',
  'analysis.queued',
  'analysis.started',
  'analysis.succeeded',
  'analysis.failed',
  'analysis.cancelled',
  'repository.deleted',
] as const;

/** How often the pages look by themselves while there is no stream. */
const POLL_MS = 5_000;

const Live = createContext<StreamState>('connecting');

/** How the connection that brings news is. */
export const useLive = (): StreamState => use(Live);

export function LiveProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const navigate = useNavigate();
  const [state, setState] = useState<StreamState>('connecting');

  useEffect(() => {
    let before: StreamState | undefined;
    let opened = false;
    return openSharedStream('devmentor.events', {
      url: '/api/events',
      kinds: KINDS,
      onEvent: (event) => {
        makeStale(event);
        const ending = unseenEnding(event, router.state.location.pathname);
        // Of a repository that is gone there is nothing to tell.
        if (ending) tellOf(ending, navigate).catch(() => undefined);
      },
      onState: (next) => {
        setState(next);
        // What happened meanwhile may be more than the stream still knows.
        if (next === 'open' && before !== 'open') {
          if (opened) {
            renew({ predicate: (query) => !isOfTasks(query) });
            refreshTasks();
          }
          opened = true;
        }
        before = next;
      },
    });
  }, [router, navigate]);

  useEffect(() => {
    if (state !== 'down') return;
    const timer = setInterval(() => {
      void queries.invalidateQueries({ type: 'active', predicate: isMoving });
      refreshTasks();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [state]);

  return <Live value={state}>{children}</Live>;
}

/** Reports never change, so only the rest is looked at again. */
const isMoving = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  ['repositories', 'jobs', 'me'].includes(String(queryKey[0])) ||
  (queryKey[0] === 'analyses' && queryKey.length === 2);

/** When tasks are asked for anew is up to themselves: somebody may be moving them. */
const isOfTasks = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  queryKey[0] === taskKeys.all[0];

function makeStale({ kind, payload }: StreamEvent): void {
  const stale = (queryKey: readonly unknown[], exact = false) => renew({ queryKey, exact });
  if (kind === 'task.updated' && typeof payload.task_id === 'string' && typeof payload.version === 'number') {
    void refreshTask(payload.task_id, payload.version);
  } else if (kind.startsWith('task')) {
    refreshTasks();
  } else if (kind === 'finding.updated' && typeof payload.finding_id === 'string') {
    void refreshFinding(payload.finding_id);
  } else if (kind === 'repository.deleted') {
    stale(repositoryKeys.all);
    stale(analysisKeys.all);
    refreshTasks();
    stale(jobKeys.all);
  } else {
    stale(repositoryKeys.all);
    stale(jobKeys.all);
    if (typeof payload.analysis_id === 'string') stale(analysisKeys.one(payload.analysis_id), true);
    if (kind === 'analysis.succeeded') refreshTasks();
  }
}
