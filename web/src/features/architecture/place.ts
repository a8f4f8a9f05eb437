/** Puts boxes in layers from left to right, and leads arrows between them around those in between. */

import { Graph, layout } from '@dagrejs/dagre';

import type { ImportGraph } from '@/api/views';
import { baseName } from '@/lib/paths';

import { drawnEdges, type Layout, type PlacedEdge, type PlacedNode, type Point } from './layout';

const HEIGHT = 44;
const NARROWEST = 168;
const WIDEST = 232;
const PIXELS_A_LETTER = 7.5;

const OPTIONS = {
  rankdir: 'LR',
  nodesep: 18,
  edgesep: 12,
  ranksep: 72,
  marginx: 8,
  marginy: 8,
  // Of a circle it turns the fewest arrows around: that is both quicker and narrower where there are many.
  acyclicer: 'greedy',
};

export function place(graph: ImportGraph): Layout {
  // By numbers: names are a stranger's, and may be anything.
  const idOf = new Map(graph.nodes.map(({ path }, index) => [path, String(index)]));
  const layered = new Graph();
  layered.setGraph(OPTIONS);
  const names = graph.nodes.map(({ path }) => nameIn(graph.folder, path));
  names.forEach((name, index) => layered.setNode(String(index), { width: widthOf(name), height: HEIGHT }));
  const drawn = drawnEdges(graph).flatMap((edge) => {
    const [from, to] = [idOf.get(edge.from), idOf.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
  for (const { from, to } of drawn) layered.setEdge(from, to, {});
  layout(layered);

  const nodes = graph.nodes.map((node, index): PlacedNode => {
    const { x, y, width, height } = layered.node(String(index)) as PlacedNode;
    return { node, name: names[index] ?? '', x: x - width / 2, y: y - height / 2, width, height };
  });
  const ways = drawn.flatMap(({ edge, from, to }): Way[] => {
    const { points } = layered.edge(from, to) as { points: Point[] };
    const [start, end] = [nodes[Number(from)], nodes[Number(to)]];
    return start && end ? [{ edge, start, end, points }] : [];
  });
  const { width = 0, height = 0 } = layered.graph() as { width?: number; height?: number };
  return { width, height, nodes, edges: led(ways, nodes) };
}

/** Below the folder a path tells more than its end: what holds nothing but one folder is passed through. */
const nameIn = (folder: string, path: string): string => {
  const start = folder === '' ? '' : `${folder}/`;
  return path.startsWith(start) ? path.slice(start.length) : baseName(path);
};

const widthOf = (name: string): number =>
  Math.max(NARROWEST, Math.min(WIDEST, name.length * PIXELS_A_LETTER + 28));

interface Way extends PlacedEdge {
  start: PlacedNode;
  end: PlacedNode;
}

/** One end of an arrow: where it touches its box. */
interface Touch {
  way: Way;
  isStart: boolean;
  /** How high the arrow is next to the box. */
  y: number;
}

/** The arrows through the layers: flat beside the boxes of each, and with a bend in the gaps only. */
function led(ways: readonly Way[], nodes: readonly PlacedNode[]): PlacedEdge[] {
  const halves = new Map<number, number>();
  for (const node of nodes) {
    const middle = middleOf(node);
    halves.set(middle, Math.max(halves.get(middle) ?? 0, node.width / 2));
  }
  const heights = touchingHeights(ways);
  return ways.map((way) => {
    const step = isForward(way) ? 1 : -1;
    const flat = (x: number, y: number): Point[] => {
      const half = (halves.get(x) ?? 0) * step;
      return [
        { x: x - half, y },
        { x: x + half, y },
      ];
    };
    const [leaves = 0, enters = 0] = heights.get(way) ?? [];
    const [startX, endX] = [middleOf(way.start), middleOf(way.end)];
    const between = way.points.slice(1, -1).filter(({ x }) => halves.has(Math.round(x)));
    const points = [
      { x: startX + (way.start.width / 2) * step, y: leaves },
      ...flat(startX, leaves).slice(1),
      ...between.flatMap(({ x, y }) => flat(Math.round(x), y)),
      ...flat(endX, enters).slice(0, 1),
      { x: endX - (way.end.width / 2) * step, y: enters },
    ];
    return { edge: way.edge, points };
  });
}

const middleOf = ({ x, width }: PlacedNode): number => Math.round(x + width / 2);

const isForward = ({ start, end }: Way): boolean => middleOf(start) < middleOf(end);

/** How high each arrow leaves its first box and enters its second: those of one side spread over it, uncrossed. */
function touchingHeights(ways: readonly Way[]): Map<Way, [number, number]> {
  const sides = new Map<string, Touch[]>();
  const add = (way: Way, isStart: boolean) => {
    const node = isStart ? way.start : way.end;
    const side = `${node.x} ${node.y} ${String(isForward(way) === isStart)}`;
    const y = way.points.at(isStart ? 1 : -2)?.y ?? 0;
    sides.set(side, [...(sides.get(side) ?? []), { way, isStart, y }]);
  };
  for (const way of ways) {
    add(way, true);
    add(way, false);
  }
  const heights = new Map<Way, [number, number]>(ways.map((way) => [way, [0, 0]]));
  for (const touches of sides.values()) {
    touches
      .sort((a, b) => a.y - b.y)
      .forEach(({ way, isStart }, index) => {
        const node = isStart ? way.start : way.end;
        const height = node.y + (node.height * (index + 1)) / (touches.length + 1);
        heights.get(way)?.splice(isStart ? 0 : 1, 1, height);
      });
  }
  return heights;
}
