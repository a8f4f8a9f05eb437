/** Which nodes of an import graph are worth a place in its picture. */

import type { GraphNode, ImportGraph } from '@/api/views';

/** The graph of those that import or are imported, and the others by themselves. */
export function connected(graph: ImportGraph): { graph: ImportGraph; alone: GraphNode[] } {
  const ends = new Set(
    graph.edges.filter(({ from, to }) => from !== to).flatMap(({ from, to }) => [from, to]),
  );
  return {
    graph: { ...graph, nodes: graph.nodes.filter(({ path }) => ends.has(path)) },
    alone: graph.nodes.filter(({ path }) => !ends.has(path)),
  };
}

/** A picture of no more boxes than this tells little, if nearly all of the code is in one of them. */
const FEW = 2;
const NEARLY_ALL = 0.9;

/** The folder to look into where a level has hardly any imports to tell of: the one with the most code. */
export function deeper(graph: ImportGraph): GraphNode | undefined {
  const told = connected(graph).graph.nodes;
  if (told.length > FEW) return undefined;
  const [most] = (told.length > 0 ? told : graph.nodes)
    .filter(({ kind, path }) => kind === 'folder' && path !== graph.folder)
    .toSorted((a, b) => b.code - a.code);
  const all = told.reduce((sum, { code }) => sum + code, 0);
  return most && most.code > all * NEARLY_ALL ? most : undefined;
}
