/** An analysis that is kept up to date by its own events while somebody looks, and by asking where there are none. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { analysisKeys, analysisQuery, hasEnded, type Analysis, type Progress } from '@/api/analyses';
import { openStream, type StreamState } from '@/lib/stream';

import { rateOf, withSample, type Sample } from './rate';

const KINDS = [
  'analysis.queued',
  'analysis.started',
  'analysis.progress',
  'analysis.succeeded',
  'analysis.failed',
  'analysis.cancelled',
];
const POLL_MS = 2_000;

export function useAnalysis(id: string) {
  const queries = useQueryClient();
  const [stream, setStream] = useState<StreamState>('connecting');
  const [samples, setSamples] = useState<Sample[]>([]);
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
    return openStream({
      url: `/api/analyses/${id}/events`,
      kinds: KINDS,
      last: 'done',
      onState: setStream,
      onEvent: ({ kind, payload }) => {
        if (kind !== 'analysis.progress') {
          void queries.invalidateQueries({ queryKey: analysisKeys.one(id), exact: true });
          return;
        }
        const progress = payload.progress as Progress;
        queries.setQueryData<Analysis>(analysisKeys.one(id), (analysis) =>
          analysis && !hasEnded(analysis.state) ? { ...analysis, state: 'running', progress } : analysis,
        );
        setSamples((known) =>
          progress.stage === 'parse' ? withSample(known, { at: performance.now(), done: progress.done }) : [],
        );
      },
    });
  }, [id, moves, isVisible, queries]);

  return { query, stream, rate: rateOf(samples) };
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
