/** Where the boxes and arrows of an import graph stand. It is worked out in a worker, so that the page stays quick. */

import type { GraphEdge, GraphNode, ImportGraph } from '@/api/views';

export interface Point {
  x: number;
  y: number;
}

export interface PlacedNode {
  node: GraphNode;
  /** What is written on its box. */
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedEdge {
  edge: GraphEdge;
  /** Straight where two of them are equally high, and else a bend from one to the other. */
  points: Point[];
}

export interface Layout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/** More arrows than this nobody can follow. */
const MOST_EDGES = 100;

/** The edges that are drawn: those that stand for the most imports. */
export const drawnEdges = (graph: ImportGraph): GraphEdge[] =>
  graph.edges.filter(({ from, to }) => from !== to).slice(0, MOST_EDGES);

export interface Asked {
  id: number;
  graph: ImportGraph;
}

export interface Answered {
  id: number;
  layout: Layout;
}

let worker: Worker | undefined;
let nextId = 0;
const waiting = new Map<number, PromiseWithResolvers<Layout>>();

export function layOut(graph: ImportGraph): Promise<Layout> {
  const at = (worker ??= start());
  const asked: Asked = { id: nextId++, graph };
  const answer = Promise.withResolvers<Layout>();
  waiting.set(asked.id, answer);
  at.postMessage(asked);
  return answer.promise;
}

function start(): Worker {
  const started = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data: { id, layout } }: MessageEvent<Answered>) => {
    waiting.get(id)?.resolve(layout);
    waiting.delete(id);
  };
  // The next who asks gets another one.
  started.onerror = ({ message }) => {
    started.terminate();
    worker = undefined;
    for (const answer of waiting.values()) answer.reject(new Error(message));
    waiting.clear();
  };
  return started;
}
