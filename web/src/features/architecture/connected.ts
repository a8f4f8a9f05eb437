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

/** The folder to look into where a level has no imports to tell of: the one with the most code. */
export function deeper(graph: ImportGraph): GraphNode | undefined {
  if (graph.edges.some(({ from, to }) => from !== to)) return undefined;
  const folders = graph.nodes.filter(({ kind, path }) => kind === 'folder' && path !== graph.folder);
  return folders.reduce<GraphNode | undefined>(
    (most, node) => (node.code > (most?.code ?? 0) ? node : most),
    undefined,
  );
}
