import { InfiniteQueryObserver } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';

import { taskKeys, tasksQuery, type Task } from '@/api/tasks';
import { queries } from '@/app/queries';

import { moveTask, refreshTask, refreshTasks } from './moveTask';

const service = vi.hoisted(() => ({
  answerMove: (): void => undefined,
  /** What reading a task by itself answers. */
  read: (id: string): unknown => id,
  reads: [] as string[],
}));

vi.mock('@/api/tasks', async (original) => ({
  ...(await original<typeof import('@/api/tasks')>()),
  setTaskStatus: (id: string, version: number, status: string) =>
    new Promise((resolve) => {
      service.answerMove = () => resolve({ ...task(id), version: version + 1, status });
    }),
  readTask: (id: string) => {
    service.reads.push(id);
    return Promise.resolve(service.read(id));
  },
}));

/** To each test its own: moves remember what they did. */
const task = (id: string) => ({ id, status: 'created', version: 1, score: 0.5, title: 'One' }) as Task;
const FILTER = { repository: undefined, priority: [], quadrant: [], text: '' };

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A list of the tasks to do that somebody looks at; each time it is asked for, the answer waits to be given. */
function list() {
  const answers: ((items: Task[], more?: string) => Promise<void>)[] = [];
  const options = {
    ...tasksQuery('created', FILTER),
    queryFn: () =>
      new Promise<{ items: Task[]; next_cursor: string | null }>((resolve) => {
        answers.push(async (items, more) => {
          resolve({ items, next_cursor: more ?? null });
          await settle();
        });
      }),
  };
  const observer = new InfiniteQueryObserver(queries, options);
  const open = () => observer.subscribe(() => undefined);
  const shown = () =>
    queries.getQueryData(options.queryKey)?.pages.flatMap(({ items }) => items.map(({ id }) => id));
  return { answers, open, shown };
}

beforeEach(() => {
  queries.clear();
  service.reads = [];
});

it('a list that is asked for during a move does not show the task at its old place', async () => {
  const { answers, open, shown } = list();
  moveTask(task('a'), 'done');
  await settle();
  const close = open();
  await answers[0]!([task('a')]);
  expect(shown()).toEqual([]);
  service.answerMove();
  await settle();
  close();
});

it('an answer that comes after the move, to what was asked during it, is not shown', async () => {
  const { answers, open, shown } = list();
  moveTask(task('b'), 'done');
  await settle();
  const close = open();
  service.answerMove();
  await settle();
  await answers[0]!([task('b')]);
  expect(shown()).toBeUndefined();
  expect(answers, 'it was asked for anew').toHaveLength(2);
  await answers[1]!([]);
  expect(shown()).toEqual([]);
  close();
});

it('a task by itself is where it was moved to, whatever is answered meanwhile', async () => {
  moveTask(task('c'), 'review');
  await settle();
  await queries.query({
    queryKey: taskKeys.one('c'),
    queryFn: () => Promise.resolve(task('c')),
    staleTime: 0,
  });
  expect(queries.getQueryData<Task>(taskKeys.one('c'))?.status).toBe('review');
  service.answerMove();
  await settle();
});

it('a task that somebody else has changed is read by itself, and no list is asked for', async () => {
  const { answers, open, shown } = list();
  const close = open();
  await answers[0]!([task('d'), task('e')]);
  service.read = (id) => ({ ...task(id), status: 'done', version: 2 });
  await refreshTask('d', 2);
  expect(shown()).toEqual(['e']);
  expect(service.reads).toEqual(['d']);
  await refreshTask('d', 2);
  expect(service.reads, 'it is known by now').toEqual(['d']);
  expect(answers).toHaveLength(1);
  close();
});

it('a list that was being asked for when somebody changed a task is asked for again', async () => {
  const { answers, open, shown } = list();
  const close = open();
  service.read = (id) => ({ ...task(id), status: 'done', version: 2 });
  await refreshTask('f', 2);
  await answers[0]!([task('f')]);
  expect(shown()).toBeUndefined();
  await answers[1]!([]);
  expect(shown()).toEqual([]);
  close();
});

it('a list of which all that was loaded went elsewhere is asked for again', async () => {
  const { answers, open, shown } = list();
  const close = open();
  await answers[0]!([task('g')], 'more');
  service.read = (id) => ({ ...task(id), status: 'done', version: 2 });
  await refreshTask('g', 2);
  expect(shown()).toEqual([]);
  await answers[1]!([task('h')]);
  expect(shown()).toEqual(['h']);
  close();
});

it('an own move asks for no list, and the word of it for nothing at all', async () => {
  const { answers, open, shown } = list();
  const close = open();
  await answers[0]!([task('i'), task('j')]);
  moveTask(task('i'), 'done');
  await settle();
  void refreshTask('i', 2);
  service.answerMove();
  await settle();
  await refreshTask('i', 2);
  expect(shown()).toEqual(['j']);
  expect(answers).toHaveLength(1);
  expect(service.reads).toEqual([]);
  close();
});

it('what was told of during a move is looked at when it has ended', async () => {
  const { answers, open, shown } = list();
  const close = open();
  await answers[0]!([task('k'), task('l')]);
  service.read = (id) => ({ ...task(id), status: 'review', version: 2 });
  moveTask(task('k'), 'done');
  await settle();
  void refreshTask('l', 2);
  expect(service.reads).toEqual([]);
  service.answerMove();
  await settle();
  expect(service.reads).toEqual(['l']);
  expect(shown()).toEqual([]);

  moveTask(task('m'), 'done');
  await settle();
  refreshTasks();
  expect(answers).toHaveLength(1);
  service.answerMove();
  await settle();
  expect(answers, 'it was asked for anew').toHaveLength(2);
  close();
});

it('a list that is old does not become new by one task that is put into it', async () => {
  const { answers, open } = list();
  const close = open();
  await answers[0]!([task('n')]);
  close();
  refreshTasks();
  service.read = (id) => ({ ...task(id), status: 'done', version: 2 });
  await refreshTask('n', 2);
  open()();
  expect(answers).toHaveLength(2);
});
