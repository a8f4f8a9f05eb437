/**
 * One stream for all tabs of a browser: over HTTP/1.1 it keeps six connections to a host and no more, so a stream in
 * every tab would stop the seventh. The tab that holds the lock listens and tells the others; when it goes, the next one
 * gets the lock. Where there are no locks (plain http on another host), each tab listens for itself.
 */

import { openStream, type StreamEvent, type StreamOptions, type StreamState } from './stream';

type Message = { event: StreamEvent } | { state: StreamState } | { question: 'state' };

export function openSharedStream(name: string, options: StreamOptions): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return openStream(options);

  const channel = new BroadcastChannel(name);
  const gone = new AbortController();
  const tell = (message: Message) => channel.postMessage(message);
  let leads = false;
  let state: StreamState = 'connecting';

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('question' in data) {
      if (leads) tell({ state });
    } else if ('event' in data) {
      options.onEvent(data.event);
    } else {
      options.onState(data.state);
    }
  };
  options.onState('connecting');
  tell({ question: 'state' });

  const lead = () =>
    new Promise<void>((resolve) => {
      leads = true;
      const close = openStream({
        ...options,
        onEvent: (event) => {
          tell({ event });
          options.onEvent(event);
        },
        onState: (next) => {
          state = next;
          tell({ state });
          options.onState(next);
        },
      });
      gone.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  navigator.locks.request(name, { signal: gone.signal }, lead).catch(() => {
    // The tab went while it waited for the lock.
  });

  return () => {
    gone.abort();
    channel.close();
  };
}
