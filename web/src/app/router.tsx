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
import { taskCountsQuery, taskQuery, tasksQuery } from '@/api/tasks';
import {
  clonesQuery,
  comparisonQuery,
  dependenciesQuery,
  fileQuery,
  functionsQuery,
  graphQuery,
  groupsQuery,
  hotspotsQuery,
  overviewQuery,
  treemapQuery,
  trendQuery,
} from '@/api/views';
import { deeper } from '@/features/architecture/connected';
import { comparisonSearch } from '@/features/comparison/search';
import { cloneSearch } from '@/features/duplication/search';
import { fileSearch } from '@/features/files/place';
import { filterOf as findingFilterOf, findingSearch } from '@/features/findings/filter';
import { filterOf as functionFilterOf, functionSearch } from '@/features/functions/filter';
import { folderSearch, withoutRoot } from '@/features/hotspots/folder';
import { searchSearch } from '@/features/search/question';
import { boardSearch, filterOf as taskFilterOf } from '@/features/tasks/filter';
import { textOf } from '@/lib/params';

import { aheadOfFrame, aheadOfReport, soon, soonPaged } from './ahead';
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
  loader: aheadOfFrame,
  component: Frame,
});

/** Whatever no other address fits: who has lost the way still has the navigation. */
const missing = createRoute({ getParentRoute: () => framed, path: '$', component: Missing });

const home = createRoute({
  getParentRoute: () => framed,
  path: '/',
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
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soon(overviewQuery(id));
      soon(insightsQuery(id));
      soon(trendQuery(params.repositoryId));
    }),
  component: lazyRouteComponent(() => import('@/features/report/Overview'), 'Overview'),
});

const findings = createRoute({
  getParentRoute: () => report,
  path: '/findings',
  validateSearch: findingSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      const filter = findingFilterOf(deps);
      if (deps.by) soonPaged(groupsQuery(id, deps.by, filter));
      else soonPaged(findingsQuery(id, filter));
    }),
  component: lazyRouteComponent(() => import('@/features/findings/Findings'), 'Findings'),
});

const hotspots = createRoute({
  getParentRoute: () => report,
  path: '/hotspots',
  validateSearch: folderSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soon(treemapQuery(id, withoutRoot(deps.folder)));
      soonPaged(hotspotsQuery(id));
    }),
  component: lazyRouteComponent(() => import('@/features/hotspots/Hotspots'), 'Hotspots'),
});

const functions = createRoute({
  getParentRoute: () => report,
  path: '/functions',
  validateSearch: functionSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soonPaged(functionsQuery(id, functionFilterOf(deps)));
    }),
  component: lazyRouteComponent(() => import('@/features/functions/Functions'), 'Functions'),
});

const duplication = createRoute({
  getParentRoute: () => report,
  path: '/duplication',
  validateSearch: cloneSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soonPaged(clonesQuery(id, deps.path ?? ''));
    }),
  component: lazyRouteComponent(() => import('@/features/duplication/Duplication'), 'Duplication'),
});

const architecture = createRoute({
  getParentRoute: () => report,
  path: '/architecture',
  validateSearch: folderSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soon(graphQuery(id, withoutRoot(deps.folder), deeper));
      soonPaged(dependenciesQuery(id));
    }),
  component: lazyRouteComponent(() => import('@/features/architecture/Architecture'), 'Architecture'),
});

const changes = createRoute({
  getParentRoute: () => report,
  path: '/changes',
  validateSearch: comparisonSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soon(comparisonQuery(id, deps.base));
    }),
  component: lazyRouteComponent(() => import('@/features/comparison/Changes'), 'Changes'),
});

const file = createRoute({
  getParentRoute: () => report,
  path: '/file',
  validateSearch: fileSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) =>
    aheadOfReport(params.repositoryId, deps.analysis, (id) => {
      soon(fileQuery(id, deps.path));
    }),
  component: lazyRouteComponent(() => import('@/features/files/FilePage'), 'FilePage'),
});

const history = createRoute({
  getParentRoute: () => report,
  path: '/history',
  loader: ({ params }) => soonPaged(analysesOfQuery(params.repositoryId)),
  component: lazyRouteComponent(() => import('@/features/report/History'), 'History'),
});

const tasks = createRoute({
  getParentRoute: () => framed,
  path: '/tasks',
  validateSearch: boardSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    const filter = taskFilterOf(deps);
    if (deps.view === 'list') soonPaged(tasksQuery('open', filter, 100));
    else soon(taskCountsQuery(filter));
  },
  component: lazyRouteComponent(() => import('@/features/tasks/Tasks'), 'Tasks'),
});

const task = createRoute({
  getParentRoute: () => framed,
  path: '/tasks/$taskId',
  loader: ({ params }) => soon(taskQuery(params.taskId)),
  component: lazyRouteComponent(() => import('@/features/tasks/TaskPage'), 'TaskPage'),
});

const search = createRoute({
  getParentRoute: () => framed,
  path: '/search',
  validateSearch: searchSearch,
  component: lazyRouteComponent(() => import('@/features/search/Search'), 'Search'),
});

const operations = createRoute({
  getParentRoute: () => framed,
  path: '/operations',
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
