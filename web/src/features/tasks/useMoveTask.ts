/** Changes a task's status: shown at once, with a way back, and never over somebody else's change. */

import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';

import { ApiError, asProblem } from '@/api/problem';
import { setTaskStatus, taskKeys, type Task, type TaskStatus } from '@/api/tasks';
import { notify } from '@/components/toasts';
import { t } from '@/strings';

import { belongs, placed, type ListQuery, type TaskPages } from './placing';

interface Move {
  task: Task;
  status: TaskStatus;
  /** It takes a move back, and offers none itself. */
  isUndo?: boolean;
}

export function useMoveTask() {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ task, status }: Move) => setTaskStatus(task.id, task.version, status),
    onMutate: async ({ task, status }) => {
      await queries.cancelQueries({ queryKey: taskKeys.all });
      show(queries, { ...task, status });
    },
    onSuccess: (changed, { task, isUndo }) => {
      show(queries, changed);
      notify({
        text: t.tasks.moved(task.title, t.taskStatus[changed.status]),
        action: isUndo
          ? undefined
          : {
              label: t.actions.undo,
              run: () => mutation.mutate({ task: changed, status: task.status, isUndo: true }),
            },
      });
    },
    onError: (error, { task }) => {
      show(queries, task);
      const isStale = error instanceof ApiError && error.status === 412;
      notify({ text: isStale ? t.tasks.stale(task.title) : asProblem(error).detail, tone: 'problem' });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: taskKeys.all }),
  });
  return (task: Task, status: TaskStatus) => {
    if (task.status !== status) mutation.mutate({ task, status });
  };
}

/** Puts the task where it belongs in every list that was loaded. */
function show(queries: QueryClient, task: Task): void {
  queries.setQueryData(taskKeys.one(task.id), task);
  for (const [key, pages] of queries.getQueriesData<TaskPages>({ queryKey: taskKeys.lists })) {
    if (pages) queries.setQueryData(key, placed(pages, task, belongs(task, key[2] as ListQuery)));
  }
}
