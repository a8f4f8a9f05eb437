/** Who submitted a repository and works elsewhere is told when its analysis has ended. */

import type { UseNavigateResult } from '@tanstack/react-router';

import { repositoryQuery } from '@/api/repositories';
import { notify } from '@/components/toasts';
import type { StreamEvent } from '@/lib/stream';
import { t } from '@/strings';

import { queries } from './queries';

export interface Ending {
  analysisId: string;
  repositoryId: string;
  hasFailed: boolean;
}

/** The end of an analysis that nobody sees on the page at this path. */
export function unseenEnding({ kind, payload }: StreamEvent, path: string): Ending | undefined {
  const { analysis_id: analysisId, repository_id: repositoryId } = payload;
  if (kind !== 'analysis.succeeded' && kind !== 'analysis.failed') return undefined;
  if (typeof analysisId !== 'string' || typeof repositoryId !== 'string') return undefined;
  const [, place, shown] = path.split('/');
  const isSeen =
    (place === 'analyses' && shown === analysisId) || (place === 'repositories' && shown === repositoryId);
  return isSeen ? undefined : { analysisId, repositoryId, hasFailed: kind === 'analysis.failed' };
}

/** Says that it ended, with a way to what came of it. */
export async function tellOf(ending: Ending, navigate: UseNavigateResult<string>): Promise<void> {
  const { analysisId, repositoryId, hasFailed } = ending;
  const { name } = await queries.query({ ...repositoryQuery(repositoryId), staleTime: 'static' });
  if (hasFailed) {
    const run = () => void navigate({ to: '/analyses/$analysisId', params: { analysisId } });
    notify({ text: t.notices.failed(name), tone: 'problem', action: { label: t.notices.why, run } });
  } else {
    const run = () => void navigate({ to: '/repositories/$repositoryId', params: { repositoryId } });
    notify({ text: t.notices.succeeded(name), action: { label: t.notices.report, run } });
  }
}
