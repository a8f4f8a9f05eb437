/** The pages and their addresses. Each page is loaded when it is opened first. */

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';

import { findingSearch } from '@/features/findings/filter';
import { searchSearch } from '@/features/search/question';
import { boardSearch } from '@/features/tasks/filter';
import { textOf } from '@/lib/params';

import { Frame } from './frame/Frame';
import { Broken, Missing } from './oddities';

const root = createRootRoute({ notFoundComponent: Missing, errorComponent: Broken });

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('@/features/welcome/Welcome'), 'Welcome'),
});

const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame });

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
  validateSearch: (search: Record<string, unknown>): { analysis?: string } => {
    const analysis = textOf(search.analysis);
    return analysis ? { analysis } : {};
  },
  component: lazyRouteComponent(() => import('@/features/report/Report'), 'Report'),
});

const overview = createRoute({
  getParentRoute: () => report,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/report/Overview'), 'Overview'),
});

const findings = createRoute({
  getParentRoute: () => report,
  path: '/findings',
  validateSearch: findingSearch,
  component: lazyRouteComponent(() => import('@/features/findings/Findings'), 'Findings'),
});

const history = createRoute({
  getParentRoute: () => report,
  path: '/history',
  component: lazyRouteComponent(() => import('@/features/report/History'), 'History'),
});

const tasks = createRoute({
  getParentRoute: () => framed,
  path: '/tasks',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/Tasks'), 'Tasks'),
});

const task = createRoute({
  getParentRoute: () => framed,
  path: '/tasks/$taskId',
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
    home,
    repositories,
    watch,
    report.addChildren([overview, findings, history]),
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
