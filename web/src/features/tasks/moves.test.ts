import { describe, expect, it } from 'vitest';

import type { Task, TaskStatus } from '@/api/tasks';

import { Moves } from './moves';

const task = (id: string, status: TaskStatus = 'created', version = 1): Task =>
  ({ id, status, version }) as Task;

interface Sent {
  version: number;
  status: TaskStatus;
  answer: () => Promise<void>;
  refuse: () => Promise<void>;
}

/** Moves whose service answers when it is told to. */
function story() {
  const sent: Sent[] = [];
  const shown: string[] = [];
  const said: string[] = [];
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const moves = new Moves({
    hold: () => Promise.resolve(),
    show: (seen) => shown.push(`${seen.id} ${seen.status}`),
    send: (seen, status) =>
      new Promise((resolve, reject) => {
        sent.push({
          version: seen.version,
          status,
          answer: async () => {
            resolve({ ...seen, status, version: seen.version + 1 });
            await settle();
          },
          refuse: async () => {
            reject(new Error('stale'));
            await settle();
          },
        });
      }),
    arrived: (seen, from, isUndo) =>
      said.push(`${from} -> ${seen.status} v${seen.version}${isUndo ? ' undone' : ''}`),
    failed: (seen) => said.push(`failed at ${seen.status} v${seen.version}`),
    rested: () => said.push('rested'),
  });
  return { moves, sent, shown, said, settle };
}

describe('moves', () => {
  it('show a task at its new place before the service answers', async () => {
    const { moves, sent, shown, said, settle } = story();
    void moves.move(task('a'), 'done');
    await settle();
    expect(shown).toEqual(['a done']);
    expect(moves.areUnderWay).toBe(true);
    await sent[0]!.answer();
    expect(said).toEqual(['created -> done v2', 'rested']);
    expect(moves.areUnderWay).toBe(false);
  });

  it('of one task go one after the other, with the version that came back', async () => {
    const { moves, sent, said, settle } = story();
    void moves.move(task('a'), 'assigned');
    await settle();
    void moves.move(task('a', 'assigned'), 'review');
    expect(sent).toHaveLength(1);
    await sent[0]!.answer();
    expect(sent.map(({ version, status }) => [version, status])).toEqual([
      [1, 'assigned'],
      [2, 'review'],
    ]);
    await sent[1]!.answer();
    expect(said).toEqual(['created -> review v3', 'rested']);
  });

  it('of one task follow the latest wish and leave out those between', async () => {
    const { moves, sent, settle } = story();
    void moves.move(task('a'), 'assigned');
    await settle();
    void moves.move(task('a', 'assigned'), 'review');
    void moves.move(task('a', 'review'), 'done');
    await sent[0]!.answer();
    expect(sent.map(({ status }) => status)).toEqual(['assigned', 'done']);
  });

  it('that led there and back say nothing', async () => {
    const { moves, sent, said, settle } = story();
    void moves.move(task('a'), 'assigned');
    await settle();
    void moves.move(task('a', 'assigned'), 'created');
    await sent[0]!.answer();
    await sent[1]!.answer();
    expect(said).toEqual(['rested']);
  });

  it('of several tasks go at once and rest together', async () => {
    const { moves, sent, said, settle } = story();
    void moves.move(task('a'), 'done');
    void moves.move(task('b'), 'done');
    await settle();
    expect(sent).toHaveLength(2);
    await sent[0]!.answer();
    expect(said).toEqual(['created -> done v2']);
    await sent[1]!.answer();
    expect(said.at(-1)).toBe('rested');
  });

  it('that are refused show the task as it was last known, and can be made again', async () => {
    const { moves, sent, shown, said, settle } = story();
    void moves.move(task('a'), 'assigned');
    await settle();
    void moves.move(task('a', 'assigned'), 'done');
    await sent[0]!.answer();
    await sent[1]!.refuse();
    expect(said).toEqual(['failed at assigned v2', 'rested']);
    expect(shown.at(-1)).toBe('a assigned');
    void moves.move(task('a', 'assigned', 2), 'done', true);
    await settle();
    await sent[2]!.answer();
    expect(said.at(-2)).toBe('assigned -> done v3 undone');
  });

  it('back again begin at the last own version, and never at that of somebody else', async () => {
    const { moves, sent, said, settle } = story();
    void moves.move(task('a'), 'assigned');
    await settle();
    await sent[0]!.answer();
    void moves.move(task('a', 'assigned', 2), 'review');
    await settle();
    await sent[1]!.answer();
    // The way back of the first move, when a colleague has made version 4 meanwhile.
    void moves.move(task('a', 'assigned', 2), 'created', true);
    await settle();
    expect(sent[2]).toMatchObject({ version: 3, status: 'created' });
    await sent[2]!.refuse();
    expect(said.slice(-2)).toEqual(['failed at review v3', 'rested']);
  });

  it('begin at the version that was seen, where that is newer than the last own one', async () => {
    const { moves, sent, settle } = story();
    void moves.move(task('a'), 'assigned');
    await settle();
    await sent[0]!.answer();
    void moves.move(task('a', 'blocked', 5), 'done');
    await settle();
    expect(sent[1]).toMatchObject({ version: 5, status: 'done' });
  });

  it('are shown again until all of them rest, also those that have arrived', async () => {
    const { moves, sent, shown, settle } = story();
    void moves.move(task('a'), 'done');
    void moves.move(task('b'), 'review');
    await settle();
    await sent[0]!.answer();
    shown.length = 0;
    moves.showAgain();
    expect(shown).toEqual(['a done', 'b review']);
    await sent[1]!.answer();
    shown.length = 0;
    moves.showAgain();
    expect(shown).toEqual([]);
  });
});
