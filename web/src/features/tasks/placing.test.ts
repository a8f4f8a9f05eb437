import { expect, it } from 'vitest';

import type { Task } from '@/api/tasks';
import { placed as placedBy, type Pages } from '@/lib/placed';

import { belongs, isBefore } from './placing';

const placed = (list: Pages<Task>, task: Task, isHere: boolean) => placedBy(list, task, isHere, isBefore);

const task = (id: string, score: number, more: Partial<Task> = {}): Task =>
  ({ id, score, status: 'created', priority: 'P1', repository_id: 'r', ...more }) as Task;

const pages = (next: string | null, ...lists: Task[][]): Pages<Task> => ({
  pages: lists.map((items, index) => ({ items, next_cursor: index < lists.length - 1 ? 'more' : next })),
  pageParams: lists.map(String),
});
const ids = (result: Pages<Task>) => result.pages.map((page) => page.items.map((item) => item.id));

it('knows which lists hold a task', () => {
  const done = task('a', 1, { status: 'done' });
  expect(belongs(done, { status: ['done'] })).toBe(true);
  expect(belongs(done, { status: ['open'] })).toBe(false);
  expect(belongs(done, { status: ['all'] })).toBe(true);
  expect(belongs(task('a', 1), { status: ['open'], priority: ['P0'] })).toBe(false);
  expect(belongs(task('a', 1), { status: ['open'], repository: 'other' })).toBe(false);
  const plan = task('a', 1, { quadrant: 'plan', title: 'Split App', path: 'src/app.py' });
  expect(belongs(plan, { status: ['open'], quadrant: ['plan'], query: 'SRC/' })).toBe(true);
  expect(belongs(plan, { status: ['open'], quadrant: ['backlog'] })).toBe(false);
  expect(belongs(plan, { status: ['open'], query: 'nothing like it' })).toBe(false);
});

it('takes a task out of every page', () => {
  expect(ids(placed(pages(null, [task('a', 3)], [task('b', 2), task('c', 1)]), task('b', 2), false))).toEqual(
    [['a'], ['c']],
  );
});

it('puts a task where its score says', () => {
  const list = pages(null, [task('a', 0.9), task('b', 0.5)], [task('c', 0.3)]);
  expect(ids(placed(list, task('x', 0.7), true))).toEqual([['a', 'x', 'b'], ['c']]);
  expect(ids(placed(list, task('x', 0.4), true))).toEqual([
    ['a', 'b'],
    ['x', 'c'],
  ]);
  expect(ids(placed(list, task('x', 0.1), true))).toEqual([
    ['a', 'b'],
    ['c', 'x'],
  ]);
});

it('leaves what lies beyond the loaded pages to the next page', () => {
  expect(ids(placed(pages('more', [task('a', 0.9)]), task('x', 0.1), true))).toEqual([['a']]);
});

it('moves a task that is there already, and fills an empty list', () => {
  expect(ids(placed(pages(null, [task('a', 0.9), task('b', 0.5)]), task('b', 0.95), true))).toEqual([
    ['b', 'a'],
  ]);
  expect(ids(placed(pages(null, []), task('x', 0.1), true))).toEqual([['x']]);
});

it('goes by the ids among equals, as the service does', () => {
  const list = pages('more', [task('b', 0.5), task('d', 0.5)]);
  expect(ids(placed(list, task('c', 0.5), true))).toEqual([['b', 'c', 'd']]);
  expect(ids(placed(list, task('e', 0.5), true)), 'the next page begins after d').toEqual([['b', 'd']]);
});
