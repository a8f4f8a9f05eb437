/** An analysis that is kept up to date by its own events while somebody looks, and by asking where there are none. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { analysisKeys, analysisQuery, hasEnded, readAnalysis, type Analysis } from '@/api/analyses';
import { isGone } from '@/api/problem';
import { openStream, type StreamEvent, type StreamState } from '@/lib/stream';

import { afterNews, NOTHING, notBehind, PROGRESS, takenTogether } from './progress';
import { rateOf } from './rate';

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
  /** What was told so far; a stream that is opened anew begins with it all again. */
  const heard = useRef({ id, told: NOTHING });
  const query = useQuery({
    ...analysisQuery(id),
    queryFn: async ({ signal }) => {
      const now = await readAnalysis(id, signal);
      return stream === 'down' ? now : notBehind(queries.getQueryData(analysisKeys.one(id)), now);
    },
    refetchInterval: ({ state }) =>
      stream === 'down' && state.data && !hasEnded(state.data.state) && !isGone(state) ? POLL_MS : false,
  });
  const isVisible = useIsVisible();
  const moves = query.data !== undefined && !hasEnded(query.data.state) && !isGone(query);

  useEffect(() => {
    // A stream that nobody looks at would only keep one of the browser's few connections.
    if (!moves || !isVisible) return;
    if (heard.current.id !== id) heard.current = { id, told: NOTHING };
    let gathered: StreamEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      const told = takenTogether(heard.current.told, gathered);
      gathered = [];
      heard.current.told = told;
      setRate(rateOf(told.samples));
      queries.setQueryData<Analysis>(
        analysisKeys.one(id),
        (analysis) => analysis && afterNews(analysis, told),
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
