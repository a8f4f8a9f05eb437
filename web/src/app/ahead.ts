/**
 * What pages will ask for, asked as soon as their address is known: while their code is still on its way, or the mouse
 * on a link to them. The page asks for the same and finds it there; it also is the one to show what went wrong.
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

/** Asks unless it was ever answered; whether it is still fresh the page will see. */
export function soon<T, K extends QueryKey>(options: QueryExecuteOptions<T, Error, T, T, K>): void {
  queries.query({ ...options, staleTime: 'static' }).catch(leaveItToThePage);
}

/** The same for the first page of a list. */
export function soonPaged<T, K extends QueryKey, P>(
  options: InfiniteQueryExecuteOptions<T, Error, InfiniteData<T>, K, P>,
): void {
  queries.infiniteQuery({ ...options, staleTime: 'static' }).catch(leaveItToThePage);
}

const leaveItToThePage = (): void => undefined;

/** For what stands around every page. */
export function aheadOfFrame(): void {
  soon(meQuery());
  soonPaged(repositoriesQuery());
}

/** For a report: of the analysis that the address names, or of the latest. */
export function aheadOfReport(
  repositoryId: string,
  wanted: string | undefined,
  ask: (analysisId: string) => void,
): void {
  if (wanted) {
    soon(repositoryQuery(repositoryId));
    soon(analysisQuery(wanted));
    ask(wanted);
  } else {
    queries
      .query({ ...repositoryQuery(repositoryId), staleTime: 'static' })
      .then(({ latest_analysis: latest }) => latest && ask(latest.id))
      .catch(leaveItToThePage);
  }
}
