/**
 * The board: a column for each status. Cards move by dragging, by their menu, or by keyboard: arrows go from card to
 * card, the space bar lifts one, arrows then choose its column, the space bar lets it go.
 */

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';

import { STATUSES, taskCountsQuery, type Task, type TaskFilter, type TaskStatus } from '@/api/tasks';
import { Failure } from '@/components/states';
import { t } from '@/strings';

import { Column } from './Column';
import { recallFolded, rememberFolded } from './folding';
import { followMoves, moveTask } from './moveTask';

export interface Lifted {
  task: Task;
  /** The column where it would be let go. */
  over: TaskStatus;
  isDragged?: boolean;
}

/** The card that is to get the focus, once it is in this column. */
interface Focused {
  id: string;
  status: TaskStatus;
}

export function Board({ filter }: { filter: TaskFilter }) {
  const board = useRef<HTMLDivElement>(null);
  const counts = useQuery(taskCountsQuery(filter));
  const countOf = (status: TaskStatus) =>
    counts.data && (counts.data.items.find((item) => item.status === status)?.tasks ?? 0);
  // Folded columns are loaded too, once the others stand there: a card that is dropped on one is there at once.
  const loadsFolded = useDeferredValue(true, false);
  const [folded, setFolded] = useState(recallFolded);
  const [lifted, setLifted] = useState<Lifted>();
  const [focused, setFocused] = useState<Focused>();
  const [said, setSaid] = useState('');

  const fold = (status: TaskStatus, isFolded: boolean) => {
    const next = isFolded ? [...folded, status] : folded.filter((item) => item !== status);
    setFolded(next);
    rememberFolded(next);
  };
  const focus = ({ id, status }: Focused) => {
    setFocused({ id, status });
    if (folded.includes(status)) fold(status, false);
  };
  const letGo = (task: Task, status: TaskStatus) => {
    setLifted(undefined);
    focus({ id: task.id, status });
    setSaid(t.tasks.droppedAt(t.taskStatus[status]));
    moveTask(task, status);
  };
  const onKeyDown = (event: KeyboardEvent, task: Task) => {
    if (event.key === ' ') {
      event.preventDefault();
      if (lifted?.task.id === task.id) {
        letGo(lifted.task, lifted.over);
      } else {
        setLifted({ task, over: task.status });
        setSaid(t.tasks.liftedAt(t.taskStatus[task.status]));
      }
    } else if (lifted) {
      onKeyWhileLifted(event, lifted);
    } else {
      goToNeighbour(event);
    }
  };
  const onKeyWhileLifted = (event: KeyboardEvent, { task, over }: Lifted) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step === undefined ? undefined : STATUSES[STATUSES.indexOf(over) + step];
    if (event.key === 'Escape') {
      setLifted(undefined);
      setSaid(t.tasks.putBack);
    } else if (event.key === 'Enter') {
      letGo(task, over);
    } else if (next) {
      setLifted({ task, over: next });
      setSaid(t.taskStatus[next]);
    } else if (!event.key.startsWith('Arrow')) {
      return;
    }
    event.preventDefault();
  };
  /** Who goes elsewhere with a lifted card leaves it where it was. */
  const onBlur = (task: Task) => {
    if (lifted?.task.id !== task.id) return;
    setLifted(undefined);
    setSaid(t.tasks.putBack);
  };
  /** Arrows go to the next card of the column, or the one at about the same height beside it. */
  const goToNeighbour = (event: KeyboardEvent) => {
    const from = event.currentTarget;
    const columns = [...(board.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
    const cards = columns.map((column) =>
      [...column.querySelectorAll<HTMLElement>('[data-task]')].sort(byHeight),
    );
    const column = cards.findIndex((list) => list.some((card) => card === from));
    const row = cards[column]?.findIndex((card) => card === from) ?? 0;
    const beside = (step: number) => {
      for (let at = column + step; at >= 0 && at < cards.length; at += step) {
        const list = cards[at] ?? [];
        if (list.length > 0) return list[Math.min(row, list.length - 1)];
      }
      return undefined;
    };
    const ways: Record<string, () => HTMLElement | undefined> = {
      ArrowDown: () => cards[column]?.[row + 1],
      ArrowUp: () => cards[column]?.[row - 1],
      ArrowRight: () => beside(1),
      ArrowLeft: () => beside(-1),
    };
    const to = ways[event.key]?.();
    if (!to) return;
    event.preventDefault();
    to.querySelector('a')?.focus();
  };

  /** A move that is taken back takes the focus along from the card. */
  const follow = useEffectEvent((task: Task) => {
    const card = document.activeElement?.closest<HTMLElement>('[data-task]');
    const at = card?.closest<HTMLElement>('[data-column]')?.dataset.column;
    if (card?.dataset.task === task.id && at !== task.status) focus(task);
  });
  useEffect(() => followMoves((task) => follow(task)), []);

  // A card that leaves its column meanwhile is not told of the drag's end. While one is dragged no pointer moves.
  const isDragged = lifted?.isDragged === true;
  useEffect(() => {
    if (!isDragged) return;
    const end = () => setLifted(undefined);
    document.addEventListener('pointermove', end);
    return () => document.removeEventListener('pointermove', end);
  }, [isDragged]);

  // Once, and not in each column.
  if (counts.isLoadingError) return <Failure error={counts.error} retry={counts.refetch} />;
  return (
    <>
      <p id="board-help" className="sr-only">
        {t.tasks.boardHelp}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div
        ref={board}
        className="relative -mx-4 flex min-h-96 flex-1 gap-3 overflow-x-auto px-4 scroll-px-4 max-md:snap-x sm:-mx-6 sm:px-6"
      >
        {STATUSES.map((status) => (
          <Column
            key={status}
            status={status}
            filter={filter}
            count={countOf(status)}
            folded={folded.includes(status)}
            loads={loadsFolded || !folded.includes(status)}
            onFold={(isFolded) => fold(status, isFolded)}
            lifted={lifted}
            onDrag={(task) => setLifted(task && { task, over: task.status, isDragged: true })}
            onOver={(over) => setLifted((current) => current && { ...current, over })}
            onDrop={() => lifted && letGo(lifted.task, status)}
            onMove={letGo}
            onKeyDown={onKeyDown}
            onBlur={onBlur}
            focused={focused?.status === status ? focused.id : undefined}
            onFocused={() => setFocused(undefined)}
          />
        ))}
      </div>
    </>
  );
}

const byHeight = (a: HTMLElement, b: HTMLElement): number =>
  a.getBoundingClientRect().top - b.getBoundingClientRect().top;
