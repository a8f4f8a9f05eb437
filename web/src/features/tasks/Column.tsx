import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronsLeftRight, ChevronsRightLeft } from 'lucide-react';
import { useId, type KeyboardEvent } from 'react';

import { tasksQuery, type Task, type TaskFilter, type TaskStatus } from '@/api/tasks';
import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { RowList } from '@/components/RowList';
import { Skeleton, Trouble } from '@/components/states';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

import type { Lifted } from './Board';
import { Card } from './Card';

interface ColumnProps {
  status: TaskStatus;
  filter: TaskFilter;
  /** How many tasks there are, once that is known. */
  count: number | undefined;
  folded: boolean;
  /** Whether it is time to ask for its tasks. */
  loads: boolean;
  onFold: (folded: boolean) => void;
  lifted: Lifted | undefined;
  onDrag: (task: Task | undefined) => void;
  onOver: (status: TaskStatus) => void;
  onDrop: () => void;
  onMove: (task: Task, status: TaskStatus) => void;
  onKeyDown: (event: KeyboardEvent, task: Task) => void;
  onBlur: (task: Task) => void;
  /** The task that is to get the focus. */
  focused: string | undefined;
  onFocused: () => void;
}

export function Column(props: ColumnProps) {
  const { status, count, folded, onFold, lifted, onOver, onDrop, focused } = props;
  const query = useInfiniteQuery({ ...tasksQuery(status, props.filter), enabled: props.loads });
  const tasks = query.data?.pages.flatMap((page) => page.items) ?? [];
  const id = useId();
  const isTarget = lifted?.over === status && lifted.task.status !== status;
  const name = t.taskStatus[status];

  return (
    // Dragging is the mouse's way only: the card's menu and its keys are the others.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-labelledby={id}
      data-column={status}
      onDragOver={(event) => {
        if (!lifted) return;
        event.preventDefault();
        if (lifted.over !== status) onOver(status);
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
      className={`flex min-h-0 shrink-0 flex-col rounded-lg border bg-sunken max-md:snap-start ${
        isTarget ? 'border-accent ring-1 ring-accent' : 'border-line'
      } ${folded ? 'w-11' : 'w-[17.5rem] max-md:w-[82vw] md:min-w-52 md:flex-1 md:basis-60'}`}
    >
      <div className={`flex items-center gap-2 ${folded ? 'h-full flex-col py-2' : 'h-10 pr-1 pl-3'}`}>
        {folded && (
          <IconButton label={t.tasks.unfold(name)} onClick={() => onFold(false)}>
            <Icon of={ChevronsLeftRight} />
          </IconButton>
        )}
        <h2 id={id} className={`text-sm font-semibold ${folded ? '[writing-mode:vertical-rl]' : ''}`}>
          {name}
        </h2>
        <span className="text-xs text-muted">{count !== undefined && formatNumber(count)}</span>
        {!folded && (
          <IconButton label={t.tasks.fold(name)} onClick={() => onFold(true)} className="ml-auto">
            <Icon of={ChevronsRightLeft} size={14} />
          </IconButton>
        )}
      </div>
      {!folded && query.isPending && (
        <div role="status" className="grid gap-2 px-2">
          <span className="sr-only">{t.states.loading}</span>
          {[0, 1, 2].map((card) => (
            <Skeleton key={card} className="h-24" />
          ))}
        </div>
      )}
      {!folded && <Trouble query={query} />}
      {!folded && query.isSuccess && tasks.length === 0 && (
        <p className="px-3 py-6 text-center text-xs text-balance text-muted">{t.tasks.emptyColumn[status]}</p>
      )}
      {!folded && tasks.length > 0 && (
        <RowList
          items={tasks}
          keyOf={(task) => task.id}
          render={(task) => (
            <Card
              task={task}
              isLifted={lifted?.task.id === task.id}
              takesFocus={task.id === focused}
              onFocused={props.onFocused}
              onDrag={props.onDrag}
              onMove={(to) => props.onMove(task, to)}
              onKeyDown={(event) => props.onKeyDown(event, task)}
              onBlur={() => props.onBlur(task)}
            />
          )}
          estimate={104}
          hasMore={query.hasNextPage}
          loadMore={() => !query.isFetchingNextPage && query.fetchNextPage()}
          labelledBy={id}
          wanted={focused}
          className="min-h-0 flex-1 px-2 pb-2"
          rowClassName="pb-2"
        />
      )}
    </section>
  );
}
