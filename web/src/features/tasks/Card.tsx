import { Link } from '@tanstack/react-router';
import { useEffectEvent, useLayoutEffect, useRef, type KeyboardEvent } from 'react';

import type { Task, TaskStatus } from '@/api/tasks';
import { PriorityMark } from '@/components/badges';
import { PathName, Prose } from '@/components/Text';
import { formatEffort } from '@/lib/format';

import { StatusMenu } from './StatusMenu';

interface CardProps {
  task: Task;
  isLifted: boolean;
  takesFocus: boolean;
  onFocused: () => void;
  onDrag: (task: Task | undefined) => void;
  onMove: (status: TaskStatus) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
}

export function Card(props: CardProps) {
  const { task, isLifted, takesFocus, onFocused, onDrag, onMove, onKeyDown, onBlur } = props;
  const link = useRef<HTMLAnchorElement>(null);
  const focus = useEffectEvent(() => {
    link.current?.focus();
    onFocused();
  });
  // Before the next key can come in: it is this card's.
  useLayoutEffect(() => {
    if (takesFocus) focus();
  }, [takesFocus]);

  return (
    // The keys are the link's, which has the focus; the card around only hears them.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      data-task={task.id}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', task.title);
        onDrag(task);
      }}
      onDragEnd={() => onDrag(undefined)}
      onKeyDown={(event) => {
        if (event.target === link.current) onKeyDown(event);
      }}
      className={`relative grid gap-1.5 rounded-md border bg-surface p-2.5 shadow-card hover:border-line-strong ${
        isLifted ? 'border-accent ring-2 ring-accent' : 'border-line'
      }`}
    >
      <Link
        ref={link}
        to="/tasks/$taskId"
        params={{ taskId: task.id }}
        draggable={false}
        onBlur={onBlur}
        aria-describedby="board-help"
        className="line-clamp-3 text-sm font-medium after:absolute after:inset-0 after:rounded-md"
      >
        <Prose>{task.title}</Prose>
      </Link>
      {task.path && <PathName path={task.path} line={task.start_line} />}
      <div className="flex items-center gap-2 text-xs text-muted">
        <PriorityMark priority={task.priority} />
        {formatEffort(task.effort_minutes)}
        <span className="relative z-10 ml-auto">
          <StatusMenu status={task.status} onChange={onMove} brief />
        </span>
      </div>
    </div>
  );
}
