import { expect, it } from 'vitest';

import { unseenEnding } from './endings';

const event = (kind: string) => ({
  kind,
  time: undefined,
  payload: { analysis_id: 'a', repository_id: 'r' },
});

it('is told where neither the analysis nor its report is on the page', () => {
  expect(unseenEnding(event('analysis.succeeded'), '/tasks')).toEqual({
    analysisId: 'a',
    repositoryId: 'r',
    hasFailed: false,
  });
  expect(unseenEnding(event('analysis.failed'), '/repositories/other')?.hasFailed).toBe(true);
});

it('is not told to who sees it', () => {
  expect(unseenEnding(event('analysis.succeeded'), '/analyses/a')).toBeUndefined();
  expect(unseenEnding(event('analysis.succeeded'), '/repositories/r/findings')).toBeUndefined();
});

it('is not told of anything else', () => {
  expect(unseenEnding(event('analysis.started'), '/tasks')).toBeUndefined();
  expect(unseenEnding({ kind: 'analysis.failed', time: undefined, payload: {} }, '/tasks')).toBeUndefined();
});
