/** The tasks that are open, the highest score first. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListChecks, SearchX } from 'lucide-react';

import { tasksQuery, type Task, type TaskFilter, type TaskStatus } from '@/api/tasks';
import { PriorityMark } from '@/components/badges';
import { Button } from '@/components/Button';
import { Panel } from '@/components/Panel';
import { RowList } from '@/components/RowList';
import { Empty, SkeletonList, Trouble } from '@/components/states';
import { Name, PathName, Prose } from '@/components/Text';
import { formatEffort } from '@/lib/format';
import { t } from '@/strings';

import { moveTask } from './moveTask';
import { StatusMenu } from './StatusMenu';

interface TaskListProps {
  filter: TaskFilter;
  /** Takes every filter away. */
  onClear: () => void;
}

export function TaskList({ filter, onClear }: TaskListProps) {
  const query = useInfiniteQuery(tasksQuery('open', filter, 100));
  const tasks = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel flush shrinks>
      {query.isPending && <SkeletonList rows={10} className="h-14" />}
      <Trouble query={query} />
      {query.isSuccess && tasks.length === 0 && <None filter={filter} onClear={onClear} />}
      {tasks.length > 0 && (
        <RowList
          items={tasks}
          keyOf={(task) => task.id}
          render={(task) => <TaskRow task={task} onMove={(status) => moveTask(task, status)} />}
          estimate={57}
          hasMore={query.hasNextPage}
          loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
          className="min-h-0"
          rowClassName="flex flex-wrap items-center gap-x-4 max-sm:gap-x-3 gap-y-1 border-b border-line px-4 py-2 hover:bg-hover"
        />
      )}
    </Panel>
  );
}

function None({ filter, onClear }: TaskListProps) {
  const { repository, priority, quadrant, text } = filter;
  if (repository || priority.length > 0 || quadrant.length > 0 || text) {
    return (
      <Empty
        icon={SearchX}
        title={t.tasks.noneHere}
        action={<Button onClick={onClear}>{t.findings.clear}</Button>}
      >
        {t.findings.noneHereNext}
      </Empty>
    );
  }
  return (
    <Empty
      icon={ListChecks}
      title={t.tasks.noneTitle}
      action={
        <Button asChild>
          <Link to="/" hash="submit">
            {t.palette.submit}
          </Link>
        </Button>
      }
    >
      {t.tasks.none}
    </Empty>
  );
}

function TaskRow({ task, onMove }: { task: Task; onMove: (status: TaskStatus) => void }) {
  return (
    <>
      <PriorityMark priority={task.priority} />
      <div className="min-w-52 flex-1">
        <Link to="/tasks/$taskId" params={{ taskId: task.id }} className="line-clamp-2 text-sm font-medium">
          <Prose>{task.title}</Prose>
        </Link>
        {task.path && <PathName path={task.path} line={task.start_line} />}
      </div>
      <Name className="w-32 text-xs text-muted max-lg:hidden">{task.repository_name}</Name>
      <span className="w-20 text-xs text-muted max-lg:hidden">{t.quadrant[task.quadrant]}</span>
      <span className="ml-auto w-20 text-right text-xs text-muted max-sm:ml-10 max-sm:text-left">
        {formatEffort(task.effort_minutes)}
      </span>
      <span className="flex w-32 justify-end max-sm:ml-auto">
        <StatusMenu status={task.status} onChange={onMove} />
      </span>
    </>
  );
}
