/** An analysis that is kept up to date by its own events while somebody looks, and by asking where there are none. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { analysisKeys, analysisQuery, hasEnded, type Analysis } from '@/api/analyses';
import { openStream, type StreamEvent, type StreamState } from '@/lib/stream';

import { PROGRESS, takenTogether } from './progress';
import { rateOf, type Sample } from './rate';

const KINDS = [
  'analysis.queued',
  'analysis.started',
  PROGRESS,
  'analysis.succeeded',
  'analysis.failed',
  'analysis.cancelled',
];
const POLL_MS = 2_000;
/** A stream begins with all that has happened, so events are gathered for so long: nobody sees the past play again. */
const GATHER_MS = 150;

export function useAnalysis(id: string) {
  const queries = useQueryClient();
  const [stream, setStream] = useState<StreamState>('connecting');
  const [rate, setRate] = useState<number>();
  const query = useQuery({
    ...analysisQuery(id),
    refetchInterval: ({ state }) =>
      stream === 'down' && state.data && !hasEnded(state.data.state) ? POLL_MS : false,
  });
  const isVisible = useIsVisible();
  const moves = query.data !== undefined && !hasEnded(query.data.state);

  useEffect(() => {
    // A stream that nobody looks at would only keep one of the browser's few connections.
    if (!moves || !isVisible) return;
    let samples: readonly Sample[] = [];
    let gathered: StreamEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      const told = takenTogether(samples, gathered);
      gathered = [];
      samples = told.samples;
      setRate(rateOf(samples));
      queries.setQueryData<Analysis>(analysisKeys.one(id), (analysis) =>
        analysis && told.progress && !hasEnded(analysis.state)
          ? { ...analysis, state: 'running', progress: told.progress }
          : analysis,
      );
      if (told.changed) void queries.invalidateQueries({ queryKey: analysisKeys.one(id), exact: true });
    };
    const close = openStream({
      url: `/api/analyses/${id}/events`,
      kinds: KINDS,
      last: 'done',
      onState: setStream,
      onEvent: (event) => {
        gathered.push(event);
        timer ??= setTimeout(take, GATHER_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [id, moves, isVisible, queries]);

  return { query, stream, rate };
}

function useIsVisible(): boolean {
  const [isVisible, setIsVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const listen = () => setIsVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, []);
  return isVisible;
}
