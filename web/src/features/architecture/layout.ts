/** Where the nodes and edges of an import graph stand. Laid out by ELK, in a worker, so that the page stays quick. */

import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

import type { GraphEdge, GraphNode, ImportGraph } from '@/api/views';
import { baseName } from '@/lib/paths';

export interface Point {
  x: number;
  y: number;
}

export interface PlacedNode {
  node: GraphNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedEdge {
  edge: GraphEdge;
  points: Point[];
}

export interface Layout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

const HEIGHT = 44;
const NARROWEST = 168;
const WIDEST = 232;
const PIXELS_A_LETTER = 7.5;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '18',
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
  // The better ways to place and to uncross take half a minute for a dense graph of sixty nodes.
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.thoroughness': '3',
  'elk.separateConnectedComponents': 'true',
  'elk.aspectRatio': '1.8',
};

/** More arrows than this nobody can follow, and laying them out takes seconds. */
const MOST_EDGES = 100;

/** The edges that are drawn: those that stand for the most imports. */
export const drawnEdges = (graph: ImportGraph): GraphEdge[] =>
  graph.edges.filter(({ from, to }) => from !== to).slice(0, MOST_EDGES);

let elk: InstanceType<typeof ELK> | undefined;

export async function layOut(graph: ImportGraph): Promise<Layout> {
  const drawn = drawnEdges(graph);
  elk ??= new ELK({ workerFactory: () => new Worker(workerUrl) });
  const laid: ElkNode = await elk.layout({
    id: 'root',
    layoutOptions: OPTIONS,
    children: graph.nodes.map((node) => ({ id: node.path, width: widthOf(node), height: HEIGHT })),
    edges: drawn.map(({ from, to }, index) => ({ id: String(index), sources: [from], targets: [to] })),
  });
  const nodes = graph.nodes.flatMap((node, index): PlacedNode[] => {
    const { x, y, width, height } = laid.children?.[index] ?? {};
    if (x === undefined || y === undefined) return [];
    return [{ node, x, y, width: width ?? NARROWEST, height: height ?? HEIGHT }];
  });
  const edges = drawn.flatMap((edge, index): PlacedEdge[] => {
    const section = laid.edges?.[index]?.sections?.[0];
    if (!section) return [];
    return [{ edge, points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] }];
  });
  return { width: laid.width ?? 0, height: laid.height ?? 0, nodes, edges };
}

const widthOf = (node: GraphNode): number =>
  Math.max(NARROWEST, Math.min(WIDEST, baseName(node.path).length * PIXELS_A_LETTER + 28));
