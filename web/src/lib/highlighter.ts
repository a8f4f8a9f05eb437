/** Colours code without keeping the page waiting: a worker does it, one text after the other. */

import { plainLines, type CodeLine } from './code-lines';

export interface Asked {
  text: string;
  language: string;
}

interface Wish extends Asked {
  answer: (lines: CodeLine[]) => void;
}

let worker: Worker | undefined;
let isBroken = false;
/** The worker gets one at a time, so that it never works off what nobody wants any more. */
let atWork: Wish | undefined;
let waiting: Wish[] = [];

/** Answers with the text's lines in colours, without colours where the worker fails. What it returns takes the wish back. */
export function colour(text: string, language: string, answer: (lines: CodeLine[]) => void): () => void {
  const wish = { text, language, answer };
  waiting.push(wish);
  next();
  return () => {
    waiting = waiting.filter((other) => other !== wish);
    // What is at work goes on: to start a worker takes longer than most texts.
    wish.answer = () => undefined;
  };
}

function next(): void {
  if (isBroken) {
    for (const { text, answer } of waiting.splice(0)) answer(plainLines(text));
    return;
  }
  if (atWork) return;
  atWork = waiting.shift();
  if (!atWork) return;
  worker ??= start();
  worker.postMessage({ text: atWork.text, language: atWork.language } satisfies Asked);
}

function start(): Worker {
  const started = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<CodeLine[]>) => {
    atWork?.answer(data);
    atWork = undefined;
    next();
  };
  started.onerror = () => {
    isBroken = true;
    started.terminate();
    if (atWork) waiting.unshift(atWork);
    atWork = undefined;
    next();
  };
  return started;
}
