/**
 * Changes of tasks' statuses on their way to the service. A task has one way at a time: moves that are made before the
 * answer came lead it elsewhere, with the version that came back, so that nobody's own haste looks like a conflict.
 */

import type { Task, TaskStatus } from '@/api/tasks';

/** What moves need from around them. */
export interface MoveEffects {
  /** Stops what would soon show the tasks as they were. */
  hold: () => Promise<unknown>;
  show: (task: Task) => void;
  /** Changes the task if it still has the version given. */
  send: (task: Task, status: TaskStatus) => Promise<Task>;
  /** The task is where it was last wished to be. */
  arrived: (task: Task, from: TaskStatus, isUndo: boolean) => void;
  failed: (task: Task, error: unknown) => void;
  /** No move is on its way any more. */
  rested: () => void;
}

interface Way {
  /** The task as the service last knew it. */
  task: Task;
  wish: TaskStatus;
  isUndo: boolean;
}

export class Moves {
  private readonly ways = new Map<string, Way>();
  /** Each task as it came back from its last move: who still knows it from before that is not behind. */
  private readonly arrivals = new Map<string, Task>();
  /** Each task as it was last shown since something moves. */
  private readonly shown = new Map<string, Task>();
  private readonly effects: MoveEffects;

  constructor(effects: MoveEffects) {
    this.effects = effects;
  }

  get areUnderWay(): boolean {
    return this.ways.size > 0;
  }

  /** For answers that came in meanwhile: they may have been given before a move, and have tasks at their old places. */
  showAgain(): void {
    for (const task of this.shown.values()) this.effects.show(task);
  }

  /** Shows the task at its new place at once, and brings it there. An undo is offered no undo. */
  async move(seen: Task, wish: TaskStatus, isUndo = false): Promise<void> {
    const task = this.newest(seen);
    const before = this.ways.get(task.id);
    if (before) {
      Object.assign(before, { wish, isUndo });
      this.show({ ...before.task, status: wish });
    } else if (task.status !== wish) {
      await this.go({ task, wish, isUndo });
    }
  }

  /** Versions that others made are not taken for granted: the service then refuses the move, and says why. */
  private newest(task: Task): Task {
    const arrived = this.arrivals.get(task.id);
    return arrived && arrived.version > task.version ? arrived : task;
  }

  private async go(way: Way): Promise<void> {
    const { id, status: from } = way.task;
    this.ways.set(id, way);
    await this.effects.hold();
    try {
      this.show({ ...way.task, status: way.wish });
      while (way.task.status !== way.wish) {
        way.task = await this.effects.send(way.task, way.wish);
        this.arrivals.set(id, way.task);
      }
      this.show(way.task);
      if (way.task.status !== from) this.effects.arrived(way.task, from, way.isUndo);
    } catch (error) {
      this.show(way.task);
      this.effects.failed(way.task, error);
    } finally {
      this.ways.delete(id);
      if (!this.areUnderWay) {
        this.shown.clear();
        this.effects.rested();
      }
    }
  }

  private show(task: Task): void {
    this.shown.set(task.id, task);
    this.effects.show(task);
  }
}
