/**
 * What pages will ask for, asked as soon as their address is known: while their code is still on its way, or the mouse
 * on a link to them. The page asks for the same and finds it there; it also is the one to show what went wrong.
 *
 * A page that is entered waits a moment for it: to be drawn once is quicker than twice, and what stands there for the
 * blink of an eye only disturbs.
 */

import type {
  InfiniteData,
  InfiniteQueryExecuteOptions,
  QueryExecuteOptions,
  QueryKey,
} from '@tanstack/react-query';

import { analysisQuery } from '@/api/analyses';
import { repositoriesQuery, repositoryQuery } from '@/api/repositories';
import { meQuery } from '@/api/session';

import { queries } from './queries';

/** The longest that a page waits; from then on it says itself that it is loading. */
const PATIENCE_MS = 150;

/** What a page asks for: settled when all of it has come, or could not be had. */
type Asked = Promise<unknown>;

/** Asks unless it was ever answered; whether it is still fresh the page will see. */
export const soon = <T, K extends QueryKey>(options: QueryExecuteOptions<T, Error, T, T, K>): Asked =>
  queries.query({ ...options, staleTime: 'static' }).catch(leaveItToThePage);

/** The same for the first page of a list. */
export const soonPaged = <T, K extends QueryKey, P>(
  options: InfiniteQueryExecuteOptions<T, Error, InfiniteData<T>, K, P>,
): Asked => queries.infiniteQuery({ ...options, staleTime: 'static' }).catch(leaveItToThePage);

const leaveItToThePage = (): void => undefined;

/** What a page that is entered waits for. One that is there already shows what was changed at once. */
export async function waited(cause: string, ...asked: Asked[]): Promise<void> {
  if (cause !== 'enter') return;
  await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

/** For what stands around every page. */
export const aheadOfFrame = (cause: string): Promise<void> =>
  waited(cause, soon(meQuery()), soonPaged(repositoriesQuery()));

/** A report that is opened: by the address of the repository, and maybe of one of its analyses. */
interface Opened {
  cause: string;
  params: { repositoryId: string };
  deps: { analysis?: string | undefined };
}

/** For a report: of the analysis that the address names, or of the latest. */
export function aheadOfReport(
  { cause, params: { repositoryId }, deps: { analysis } }: Opened,
  ask: (analysisId: string) => Asked[],
): Promise<void> {
  if (analysis)
    return waited(
      cause,
      soon(repositoryQuery(repositoryId)),
      soon(analysisQuery(analysis)),
      ...ask(analysis),
    );
  const asked = queries
    .query({ ...repositoryQuery(repositoryId), staleTime: 'static' })
    .then(({ latest_analysis: latest }) => latest && Promise.all(ask(latest.id)))
    .catch(leaveItToThePage);
  return waited(cause, asked);
}
