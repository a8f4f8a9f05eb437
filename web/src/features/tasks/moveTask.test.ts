import { InfiniteQueryObserver } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';

import { taskKeys, tasksQuery, type Task } from '@/api/tasks';
import { queries } from '@/app/queries';

import { moveTask } from './moveTask';

const service = vi.hoisted(() => ({ answerMove: (): void => undefined }));

vi.mock('@/api/tasks', async (original) => ({
  ...(await original<typeof import('@/api/tasks')>()),
  setTaskStatus: (id: string, version: number, status: string) =>
    new Promise((resolve) => {
      service.answerMove = () => resolve({ ...task(id), version: version + 1, status });
    }),
}));

/** To each test its own: moves remember what they did. */
const task = (id: string) => ({ id, status: 'created', version: 1, score: 0.5, title: 'One' }) as Task;
const FILTER = { repository: undefined, priority: [], quadrant: [], text: '' };

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A list of the tasks to do that somebody looks at; each time it is asked for, the answer waits to be given. */
function list() {
  const answers: ((items: Task[]) => Promise<void>)[] = [];
  const options = {
    ...tasksQuery('created', FILTER),
    queryFn: () =>
      new Promise<{ items: Task[]; next_cursor: null }>((resolve) => {
        answers.push(async (items) => {
          resolve({ items, next_cursor: null });
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

beforeEach(() => queries.clear());

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
