import { beforeEach, expect, it, vi } from 'vitest';

import { plainLines, type CodeLine } from './code-lines';
import type { Asked } from './highlighter';

/** A worker that answers when it is told to. */
class SlowWorker {
  static started: SlowWorker[] = [];
  onmessage?: (event: { data: CodeLine[] }) => void;
  onerror?: () => void;
  terminate = vi.fn();
  got: string[] = [];
  constructor() {
    SlowWorker.started.push(this);
  }
  postMessage({ text }: Asked): void {
    this.got.push(text);
  }
  answer(): void {
    this.onmessage?.({ data: coloured(this.got.at(-1) ?? '') });
  }
}

const coloured = (text: string): CodeLine[] => [[{ kind: 'keyword', text }]];

/** A highlighter that has done nothing yet, and what it answered. */
async function begin() {
  vi.resetModules();
  const { colour } = await import('./highlighter');
  const answers: CodeLine[][] = [];
  const ask = (text: string) => colour(text, 'python', (lines) => answers.push(lines));
  const theWorker = () => {
    expect(SlowWorker.started).toHaveLength(1);
    return SlowWorker.started[0]!;
  };
  return { ask, answers, theWorker };
}

beforeEach(() => {
  SlowWorker.started = [];
  vi.stubGlobal('Worker', SlowWorker);
});

it('answers each in turn, with one worker that has one text at a time', async () => {
  const { ask, answers, theWorker } = await begin();
  ask('a');
  ask('b');
  expect(theWorker().got).toEqual(['a']);
  theWorker().answer();
  expect(theWorker().got).toEqual(['a', 'b']);
  theWorker().answer();
  expect(answers).toEqual([coloured('a'), coloured('b')]);
});

it('does not work off what nobody wants any more', async () => {
  const { ask, answers, theWorker } = await begin();
  const dropFirst = ask('a');
  const dropSecond = ask('b');
  ask('c');
  dropFirst();
  dropSecond();
  theWorker().answer();
  theWorker().answer();
  expect(theWorker().got).toEqual(['a', 'c']);
  expect(answers).toEqual([coloured('c')]);
});

it('falls back to plain text when the worker fails, for what waits and for what comes', async () => {
  const { ask, answers, theWorker } = await begin();
  ask('a = 1');
  ask('b = 2');
  theWorker().onerror?.();
  expect(answers).toEqual([plainLines('a = 1'), plainLines('b = 2')]);
  ask('c = 3');
  expect(answers.at(-1)).toEqual(plainLines('c = 3'));
  expect(theWorker().terminate).toHaveBeenCalled();
});
