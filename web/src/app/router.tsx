/** The pages and their addresses. Each page is loaded when it is opened first. */

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';

import { analysesOfQuery, insightsQuery } from '@/api/analyses';
import { findingsQuery } from '@/api/findings';
import { readinessQuery } from '@/api/health';
import { jobCountsQuery, jobsQuery, underWayQuery } from '@/api/jobs';
import { repositoryQuery } from '@/api/repositories';
import { searchQuery } from '@/api/search';
import { taskCountsQuery, taskQuery, tasksQuery } from '@/api/tasks';
import {
  clonesQuery,
  comparisonQuery,
  cyclesQuery,
  dependenciesQuery,
  fileQuery,
  functionsQuery,
  groupsQuery,
  hotspotsQuery,
  overviewQuery,
  trendQuery,
} from '@/api/views';
import { pictureQuery } from '@/features/architecture/picture';
import { comparisonSearch } from '@/features/comparison/search';
import { cloneSearch } from '@/features/duplication/search';
import { fileSearch } from '@/features/files/place';
import { filterOf as findingFilterOf, findingSearch } from '@/features/findings/filter';
import { filterOf as functionFilterOf, functionSearch } from '@/features/functions/filter';
import { folderSearch, withoutRoot } from '@/features/hotspots/folder';
import { mapQuery } from '@/features/hotspots/map';
import { submissionSearch } from '@/features/repositories/submission';
import { questionOf, searchSearch } from '@/features/search/question';
import { boardSearch, filterOf as taskFilterOf } from '@/features/tasks/filter';
import { unfolded } from '@/features/tasks/folding';
import { textOf } from '@/lib/params';

import { aheadOfFrame, aheadOfReport, soon, soonPaged, waited } from './ahead';
import { Frame } from './frame/Frame';
import { Broken, Missing } from './oddities';

const root = createRootRoute({ notFoundComponent: Missing, errorComponent: Broken });

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('@/features/welcome/Welcome'), 'Welcome'),
});

const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  loader: ({ cause }) => aheadOfFrame(cause),
  component: Frame,
});

/** Whatever no other address fits: who has lost the way still has the navigation. */
const missing = createRoute({ getParentRoute: () => framed, path: '$', component: Missing });

const home = createRoute({
  getParentRoute: () => framed,
  path: '/',
  validateSearch: submissionSearch,
  loader: ({ cause }) => waited(cause, soon(underWayQuery())),
  component: lazyRouteComponent(() => import('@/features/repositories/Repositories'), 'Repositories'),
});

const watch = createRoute({
  getParentRoute: () => framed,
  path: '/analyses/$analysisId',
  component: lazyRouteComponent(() => import('@/features/watch/Watch'), 'Watch'),
});

const report = createRoute({
  getParentRoute: () => framed,
  path: '/repositories/$repositoryId',
  validateSearch: (search: Record<string, unknown>): { analysis?: string | undefined } => {
    const analysis = textOf(search.analysis);
    return analysis ? { analysis } : {};
  },
  component: lazyRouteComponent(() => import('@/features/report/Report'), 'Report'),
});

const overview = createRoute({
  getParentRoute: () => report,
  path: '/',
  loaderDeps: ({ search }) => search,
  loader: (opened) =>
    aheadOfReport(opened, (id) => [
      soon(overviewQuery(id)),
      soon(insightsQuery(id)),
      soon(trendQuery(opened.params.repositoryId)),
    ]),
  component: lazyRouteComponent(() => import('@/features/report/Overview'), 'Overview'),
});

const findings = createRoute({
  getParentRoute: () => report,
  path: '/findings',
  validateSearch: findingSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) =>
    aheadOfReport(opened, (id) => [
      opened.deps.by
        ? soonPaged(groupsQuery(id, opened.deps.by, findingFilterOf(opened.deps)))
        : soonPaged(findingsQuery(id, findingFilterOf(opened.deps))),
    ]),
  component: lazyRouteComponent(() => import('@/features/findings/Findings'), 'Findings'),
});

const hotspots = createRoute({
  getParentRoute: () => report,
  path: '/hotspots',
  validateSearch: folderSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) =>
    aheadOfReport(opened, (id) => [
      soon(mapQuery(id, withoutRoot(opened.deps.folder))),
      soonPaged(hotspotsQuery(id)),
    ]),
  component: lazyRouteComponent(() => import('@/features/hotspots/Hotspots'), 'Hotspots'),
});

const functions = createRoute({
  getParentRoute: () => report,
  path: '/functions',
  validateSearch: functionSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) =>
    aheadOfReport(opened, (id) => [soonPaged(functionsQuery(id, functionFilterOf(opened.deps)))]),
  component: lazyRouteComponent(() => import('@/features/functions/Functions'), 'Functions'),
});

const duplication = createRoute({
  getParentRoute: () => report,
  path: '/duplication',
  validateSearch: cloneSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) => aheadOfReport(opened, (id) => [soonPaged(clonesQuery(id, opened.deps.path ?? ''))]),
  component: lazyRouteComponent(() => import('@/features/duplication/Duplication'), 'Duplication'),
});

const architecture = createRoute({
  getParentRoute: () => report,
  path: '/architecture',
  validateSearch: folderSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) =>
    aheadOfReport(opened, (id) => [
      soon(pictureQuery(id, withoutRoot(opened.deps.folder))),
      soonPaged(cyclesQuery(id)),
      soonPaged(dependenciesQuery(id)),
    ]),
  component: lazyRouteComponent(() => import('@/features/architecture/Architecture'), 'Architecture'),
});

const changes = createRoute({
  getParentRoute: () => report,
  path: '/changes',
  validateSearch: comparisonSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) => aheadOfReport(opened, (id) => [soon(comparisonQuery(id, opened.deps.base))]),
  component: lazyRouteComponent(() => import('@/features/comparison/Changes'), 'Changes'),
});

const file = createRoute({
  getParentRoute: () => report,
  path: '/file',
  validateSearch: fileSearch,
  loaderDeps: ({ search }) => search,
  loader: (opened) => aheadOfReport(opened, (id) => [soon(fileQuery(id, opened.deps.path))]),
  component: lazyRouteComponent(() => import('@/features/files/FilePage'), 'FilePage'),
});

const history = createRoute({
  getParentRoute: () => report,
  path: '/history',
  loader: ({ cause, params: { repositoryId } }) =>
    waited(cause, soon(repositoryQuery(repositoryId)), soonPaged(analysesOfQuery(repositoryId))),
  component: lazyRouteComponent(() => import('@/features/report/History'), 'History'),
});

const tasks = createRoute({
  getParentRoute: () => framed,
  path: '/tasks',
  validateSearch: boardSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps, cause }) => {
    const filter = taskFilterOf(deps);
    return deps.view === 'list'
      ? waited(cause, soonPaged(tasksQuery('open', filter, 100)))
      : waited(
          cause,
          soon(taskCountsQuery(filter)),
          ...unfolded().map((status) => soonPaged(tasksQuery(status, filter))),
        );
  },
  component: lazyRouteComponent(() => import('@/features/tasks/Tasks'), 'Tasks'),
});

const task = createRoute({
  getParentRoute: () => framed,
  path: '/tasks/$taskId',
  loader: ({ params, cause }) => waited(cause, soon(taskQuery(params.taskId))),
  component: lazyRouteComponent(() => import('@/features/tasks/TaskPage'), 'TaskPage'),
});

const search = createRoute({
  getParentRoute: () => framed,
  path: '/search',
  validateSearch: searchSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ cause, deps }) => (deps.q ? waited(cause, soon(searchQuery(questionOf(deps)))) : undefined),
  component: lazyRouteComponent(() => import('@/features/search/Search'), 'Search'),
});

const operations = createRoute({
  getParentRoute: () => framed,
  path: '/operations',
  loader: ({ cause }) => waited(cause, soon(readinessQuery()), soon(jobCountsQuery()), soon(jobsQuery({}))),
  component: lazyRouteComponent(() => import('@/features/operations/Operations'), 'Operations'),
});

const repositories = createRoute({
  getParentRoute: () => framed,
  path: '/repositories',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router redirects
    throw redirect({ to: '/' });
  },
});

const routeTree = root.addChildren([
  welcome,
  framed.addChildren([
    missing,
    home,
    repositories,
    watch,
    report.addChildren([
      overview,
      findings,
      hotspots,
      functions,
      duplication,
      architecture,
      changes,
      history,
      file,
    ]),
    tasks,
    task,
    search,
    operations,
  ]),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
