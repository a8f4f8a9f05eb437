/** Colours code without keeping the page waiting: a worker does it. */

import type { CodeLine } from './code-lines';

export interface Asked {
  id: number;
  text: string;
  language: string;
}

export interface Answered {
  id: number;
  lines: CodeLine[];
}

let worker: Worker | undefined;
let nextId = 0;
const waiting = new Map<number, (lines: CodeLine[]) => void>();

/** The text's lines in colours; nothing comes where the worker cannot start. */
export function highlighted(text: string, language: string): Promise<CodeLine[]> {
  worker ??= start();
  const asked: Asked = { id: nextId++, text, language };
  const { promise, resolve } = Promise.withResolvers<CodeLine[]>();
  waiting.set(asked.id, resolve);
  worker.postMessage(asked);
  return promise;
}

function start(): Worker {
  const started = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data: { id, lines } }: MessageEvent<Answered>) => {
    waiting.get(id)?.(lines);
    waiting.delete(id);
  };
  return started;
}
