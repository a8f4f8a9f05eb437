import { describe, expect, it } from 'vitest';

import type { GraphNode, ImportGraph } from '@/api/views';

import { connected, deeper } from './connected';
import type { PlacedNode, Point } from './layout';
import { bentPath } from './path';
import { place } from './place';

const node = (path: string, kind: GraphNode['kind'] = 'folder', code = 10): GraphNode => ({
  path,
  kind,
  code,
  files: 1,
  in_cycle: false,
});
const graph = (nodes: GraphNode[], ...edges: [string, string][]): ImportGraph => ({
  folder: '',
  nodes,
  edges: edges.map(([from, to]) => ({ from, to, imports: 1, in_cycle: false })),
  left_out: 0,
});

it('draws only what imports or is imported', () => {
  const split = connected(graph([node('a'), node('b'), node('c')], ['a', 'b'], ['c', 'c']));
  expect(split.graph.nodes.map(({ path }) => path)).toEqual(['a', 'b']);
  expect(split.alone.map(({ path }) => path)).toEqual(['c']);
});

it('looks into the folder with the most code where a level has nothing to tell', () => {
  const nodes = [node('docs', 'folder', 20), node('src', 'folder', 90), node('main.py', 'file', 500)];
  expect(deeper(graph(nodes))?.path).toBe('src');
  expect(deeper(graph(nodes, ['docs', 'src']))).toBeUndefined();
  expect(deeper(graph([node('main.py', 'file')]))).toBeUndefined();
});

it('looks into the one folder that nearly all of the code is in', () => {
  const nodes = [node('docs', 'folder', 1), node('src', 'folder', 90), node('lib', 'folder', 2)];
  expect(deeper(graph(nodes, ['docs', 'src']))?.path).toBe('src');
  expect(deeper(graph(nodes, ['docs', 'src'], ['lib', 'src']))).toBeUndefined();
});

it('draws straight between equal heights, and else a bend that ends level', () => {
  expect(
    bentPath([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 40, y: 10 },
      { x: 40, y: 10 },
    ]),
  ).toBe('M0 0 H20 C30 0 30 10 40 10');
  expect(bentPath([])).toBe('');
});

describe('the places of boxes and arrows', () => {
  const isInside = ({ x, y, width, height }: PlacedNode, point: Point) =>
    point.x > x && point.x < x + width && point.y > y && point.y < y + height;

  it('lead from who imports to what is imported, to the right', () => {
    const { nodes, edges } = place(graph([node('a'), node('b'), node('c')], ['a', 'b'], ['b', 'c']));
    const [a, b, c] = nodes;
    expect(a!.x + a!.width).toBeLessThan(b!.x);
    expect(b!.x + b!.width).toBeLessThan(c!.x);
    const [first] = edges;
    expect(first!.points[0]!.x).toBe(a!.x + a!.width);
    expect(first!.points.at(-1)!.x).toBe(b!.x);
  });

  it('have arrows that close a circle go back to the left', () => {
    const { nodes, edges } = place(graph([node('a'), node('b')], ['a', 'b'], ['b', 'a']));
    const { points } = edges.find(({ edge }) => nodes[0]!.node.path === edge.to)!;
    const back = nodes[0]!.x < nodes[1]!.x ? points : edges[0]!.points;
    expect(back[0]!.x).toBeGreaterThan(back.at(-1)!.x);
  });

  it('have no boxes one over the other, and no arrows behind boxes', () => {
    const names = Array.from({ length: 20 }, (_, index) => `folder${index}`);
    const all = names.flatMap((from, index): [string, string][] => [
      [from, names[(index * 7 + 3) % 20]!],
      [from, names[(index * 3 + 1) % 20]!],
    ]);
    const { nodes, edges, width, height } = place(
      graph(
        names.map((name) => node(name)),
        ...all,
      ),
    );
    for (const one of nodes) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(width);
      expect(one.y + one.height).toBeLessThanOrEqual(height);
      const corners = nodes.filter(
        (other) => other !== one && isInside(other, { x: one.x + 1, y: one.y + 1 }),
      );
      expect(corners).toEqual([]);
      for (const { points } of edges) expect(points.filter((point) => isInside(one, point))).toEqual([]);
    }
  });

  it('name what is passed through, but not what all have in common', () => {
    const below = {
      ...graph([node('crates/models/src'), node('api')], ['api', 'crates/models/src']),
      folder: 'crates',
    };
    expect(place(below).nodes.map(({ name }) => name)).toEqual(['models/src', 'api']);
  });

  it('do not depend on what the nodes are called', () => {
    const { nodes, edges } = place(
      graph([node('__proto__'), node('constructor')], ['__proto__', 'constructor']),
    );
    expect(nodes).toHaveLength(2);
    expect(edges).toHaveLength(1);
  });
});
