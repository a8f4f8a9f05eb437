/** The tasks that are open, the highest score first. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';

import { useRepositoryNames } from '@/api/repositories';
import { tasksQuery, type Task, type TaskFilter } from '@/api/tasks';
import { PriorityMark } from '@/components/badges';
import { Panel } from '@/components/Panel';
import { Empty, Failure, SkeletonList } from '@/components/states';
import { Name, PathName, Prose } from '@/components/Text';
import { useRows } from '@/components/useRows';
import { formatEffort } from '@/lib/format';
import { t } from '@/strings';

import { StatusMenu } from './StatusMenu';
import { useMoveTask } from './useMoveTask';

export function TaskList({ filter }: { filter: TaskFilter }) {
  const query = useInfiniteQuery(tasksQuery('open', filter, 100));
  const tasks = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel flush>
      {query.isPending && <SkeletonList rows={10} className="h-14" />}
      {query.isError && <Failure error={query.error} retry={query.refetch} />}
      {query.isSuccess && tasks.length === 0 && (
        <Empty icon={ListChecks} title={t.tasks.noneTitle}>
          {t.tasks.none}
        </Empty>
      )}
      {tasks.length > 0 && (
        <Rows
          tasks={tasks}
          hasMore={query.hasNextPage}
          loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
        />
      )}
    </Panel>
  );
}

interface RowsProps {
  tasks: readonly Task[];
  hasMore: boolean;
  loadMore: () => unknown;
}

function Rows({ tasks, hasMore, loadMore }: RowsProps) {
  const move = useMoveTask();
  const nameOf = useRepositoryNames();
  const { scroller, rows } = useRows({ count: tasks.length, estimate: 57, hasMore, loadMore });
  return (
    <div
      ref={scroller}
      className="h-[calc(100dvh-9rem)] min-h-80 overflow-y-auto max-md:h-[calc(100dvh-17rem)]"
    >
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const task = tasks[row.index];
          if (!task) return null;
          return (
            <li
              key={task.id}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={hasMore ? -1 : tasks.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
              className="absolute inset-x-0 top-0 flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 hover:bg-hover"
            >
              <PriorityMark priority={task.priority} />
              <div className="min-w-52 flex-1">
                <Link
                  to="/tasks/$taskId"
                  params={{ taskId: task.id }}
                  className="block truncate text-sm font-medium"
                >
                  <Prose>{task.title}</Prose>
                </Link>
                {task.path && <PathName path={task.path} line={task.start_line} />}
              </div>
              <Name className="w-32 text-xs text-muted max-lg:hidden">
                {nameOf(task.repository_id) ?? ''}
              </Name>
              <span className="w-20 text-xs text-muted max-lg:hidden">{t.quadrant[task.quadrant]}</span>
              <span className="ml-auto w-20 text-right text-xs text-muted">
                {formatEffort(task.effort_minutes)}
              </span>
              <span className="flex w-32 justify-end">
                <StatusMenu status={task.status} onChange={(status) => move(task, status)} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
