import { expect, it, vi } from 'vitest';

import { plainLines } from './code-lines';
import { highlighted } from './highlighter';

it('falls back to plain text when the worker fails, for what waits and for what comes', async () => {
  const started: { onerror?: () => void; terminate: () => void; postMessage: () => void }[] = [];
  vi.stubGlobal(
    'Worker',
    class {
      terminate = vi.fn();
      postMessage = vi.fn();
      constructor() {
        started.push(this);
      }
    },
  );
  const waiting = highlighted('a = 1', 'python');
  expect(started).toHaveLength(1);
  started[0]?.onerror?.();
  expect(await waiting).toEqual(plainLines('a = 1'));
  expect(await highlighted('b = 2', 'python')).toEqual(plainLines('b = 2'));
  expect(started).toHaveLength(1);
});
