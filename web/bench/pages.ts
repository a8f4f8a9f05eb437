/** The pages that are timed: their addresses, what must stand there, what is done on them, what is scrolled. */

import type { Page } from '@playwright/test';

export interface TimedPage {
  name: string;
  path: string;
  /** Selectors of what people come for. */
  usable: readonly string[];
  /** What people do there. */
  act?: (page: Page) => Promise<unknown>;
  scrolls?: string;
}

/** What the addresses need to know. */
export interface Known {
  repository: string;
  before: string;
  file: string;
  task: string;
}

const keys =
  (region: string, ...names: string[]) =>
  async (page: Page) => {
    await page.locator(region).first().focus();
    for (const name of names) await page.keyboard.press(name);
  };

const press = (selector: string) => (page: Page) => page.locator(selector).first().click();

const LIST = '[role=listbox]';
const OPTION = '[role=option]';
const ROW = '[role=rowgroup] [role=row]';

export function timedPages({ repository, before, file, task }: Known): TimedPage[] {
  const report = `/repositories/${repository}`;
  const findings = (name: string, search: string): TimedPage => ({
    name: `findings ${name}`,
    path: `${report}/findings${search}`,
    usable: [OPTION],
    act: keys(LIST, 'ArrowDown', 'ArrowDown', 'PageDown'),
    scrolls: LIST,
  });
  const functions = (sort: string): TimedPage => ({
    name: `functions by ${sort}`,
    path: `${report}/functions?sort=${sort}`,
    usable: [ROW],
    act: press('[role=columnheader]:nth-child(3) button'),
    scrolls: '[role=group]:has([role=table])',
  });
  return [
    { name: 'repositories', path: '/', usable: ['main form', 'main li a'], act: typeSource },
    {
      name: 'overview',
      path: report,
      usable: ['main ol > li h3', 'main figure', 'main dl'],
      act: press('main ol + div button'),
      scrolls: 'main',
    },
    findings('flat', ''),
    ...['rule', 'folder', 'severity', 'category'].map((by) => ({
      ...findings(`by ${by}`, `?by=${by}`),
      act: press(OPTION),
    })),
    findings('new', '?state=new'),
    findings('fixed', '?state=fixed'),
    findings('high', '?severity=%5B"high"%5D'),
    findings('security', '?category=%5B"security"%5D'),
    findings('in a folder', '?path=services%2F'),
    findings('without tests', '?in_test=false'),
    {
      name: 'hotspots',
      path: `${report}/hotspots`,
      usable: ['[role=toolbar] button', 'main ol li'],
      act: keys('[role=toolbar] button', 'ArrowRight', 'ArrowRight', 'Enter'),
      scrolls: 'main ol.overflow-y-auto',
    },
    ...['name', 'cognitive', 'cyclomatic', 'lines', 'parameters', 'nesting', 'maintainability'].map(
      functions,
    ),
    {
      name: 'duplication',
      path: `${report}/duplication`,
      usable: [OPTION, 'table'],
      act: keys(LIST, 'ArrowDown', 'ArrowDown', 'PageDown'),
      scrolls: LIST,
    },
    {
      name: 'architecture',
      path: `${report}/architecture`,
      usable: ['svg path', '[aria-pressed]'],
      act: press('[aria-pressed=false]'),
      scrolls: 'main',
    },
    {
      name: 'architecture inside',
      path: `${report}/architecture?folder=services%2Forders`,
      usable: ['svg path', '[aria-pressed]'],
      act: press('[aria-pressed=false]'),
    },
    {
      name: 'changes',
      path: `${report}/changes?base=${before}`,
      usable: ['main dl, main ul li'],
      scrolls: 'main',
    },
    { name: 'history', path: `${report}/history`, usable: ['main ul li a'] },
    {
      name: 'file',
      path: `${report}/file?path=${encodeURIComponent(file)}&line=40`,
      usable: ['main [role=group]'],
      scrolls: 'main [role=group]',
    },
    {
      name: 'board',
      path: '/tasks',
      usable: ['[data-task]'],
      act: keys('[data-task] a', 'ArrowDown', 'ArrowDown', ' ', 'ArrowRight', 'Escape'),
      scrolls: '[data-column=created] ul',
    },
    {
      name: 'task list',
      path: '/tasks?view=list',
      usable: ['main ul li a'],
      act: press('main ul li button'),
      scrolls: 'main ul',
    },
    { name: 'task', path: `/tasks/${task}`, usable: ['main h1', 'main table'], act: press('header button') },
    {
      name: 'search',
      path: '/search?q=split%20the%20invoice%20and%20send%20it',
      usable: ['main ol li table'],
      act: keys('main input[type=search]', 'e', 'n', 'd'),
      scrolls: 'main',
    },
    { name: 'operations', path: '/operations', usable: ['main ul li'], act: press('main section button') },
  ];
}

async function typeSource(page: Page): Promise<void> {
  await page.locator('main form input').first().focus();
  await page.keyboard.type('/no/such');
}
