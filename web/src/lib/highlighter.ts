/** Colours code without keeping the page waiting: a worker does it. */

import { plainLines, type CodeLine } from './code-lines';

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
let isBroken = false;
const waiting = new Map<number, { text: string; resolve: (lines: CodeLine[]) => void }>();

/** The text's lines in colours; without colours where the worker fails. */
export function highlighted(text: string, language: string): Promise<CodeLine[]> {
  if (isBroken) return Promise.resolve(plainLines(text));
  const at = (worker ??= start());
  const asked: Asked = { id: nextId++, text, language };
  return new Promise((resolve) => {
    waiting.set(asked.id, { text, resolve });
    at.postMessage(asked);
  });
}

function start(): Worker {
  const started = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data: { id, lines } }: MessageEvent<Answered>) => {
    waiting.get(id)?.resolve(lines);
    waiting.delete(id);
  };
  started.onerror = () => {
    isBroken = true;
    started.terminate();
    for (const { text, resolve } of waiting.values()) resolve(plainLines(text));
    waiting.clear();
  };
  return started;
}
