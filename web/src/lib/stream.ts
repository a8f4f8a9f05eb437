/**
 * A stream of server-sent events that comes back by itself. The browser's EventSource takes up a connection that broke,
 * with the last event's id; after a refusal it gives up for good, and this opens a new one, after that same event.
 */

export type StreamState = 'connecting' | 'open' | 'down';

export interface StreamEvent {
  kind: string;
  /** When it happened, in milliseconds; nothing where the event does not say. */
  time: number | undefined;
  payload: Record<string, unknown>;
}

export interface StreamOptions {
  url: string;
  /** The kinds of events to listen to. */
  kinds: readonly string[];
  /** The kind that ends the stream for good, where there is one. */
  last?: string;
  onEvent: (event: StreamEvent) => void;
  onState: (state: StreamState) => void;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/** Opens the stream; call what it returns to close it. */
export function openStream({ url, kinds, last, onEvent, onState }: StreamOptions): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastId = '';
  let pause = FIRST_PAUSE_MS;

  const connect = () => {
    source = new EventSource(lastId ? `${url}?after=${encodeURIComponent(lastId)}` : url);
    source.onopen = () => {
      pause = FIRST_PAUSE_MS;
      onState('open');
    };
    source.onerror = () => {
      onState('down');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
    for (const kind of last ? [...kinds, last] : kinds) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        if (message.lastEventId) lastId = message.lastEventId;
        onEvent({ kind, ...contentOf(message.data) });
        if (kind === last) source?.close();
      });
    }
  };

  onState('connecting');
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** What an event says: the envelope's time and payload; the last event of an analysis has no envelope. */
export function contentOf(data: string): Omit<StreamEvent, 'kind'> {
  const value = recordOf(data);
  const time = typeof value.time === 'string' ? Date.parse(value.time) : NaN;
  return {
    time: Number.isNaN(time) ? undefined : time,
    payload: isRecord(value.payload) ? value.payload : value,
  };
}

function recordOf(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
