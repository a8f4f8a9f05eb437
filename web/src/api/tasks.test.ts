import { expect, it, vi } from 'vitest';

import { setTaskStatus } from './tasks';

it('a change that is never answered fails as one that did not come through', async () => {
  const patience = new AbortController();
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal);
  vi.stubGlobal('location', { origin: 'http://127.0.0.1' });
  vi.stubGlobal('fetch', ({ signal }: Request) => {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  });
  const change = setTaskStatus('a', 1, 'done');
  patience.abort(new DOMException('too late', 'TimeoutError'));
  await expect(change).rejects.toMatchObject({ status: 0 });
});
