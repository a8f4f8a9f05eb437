import { expect, it } from 'vitest';

import type { GraphNode, ImportGraph } from '@/api/views';

import { connected, deeper } from './connected';
import { roundedPath } from './path';

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

it('rounds corners, and no more than half of a short piece', () => {
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 20 },
    ]),
  ).toBe('M0 0 L14 0 Q20 0 20 6 L20 20');
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 4 },
    ]),
  ).toBe('M0 0 L2 0 Q4 0 4 2 L4 4');
  expect(roundedPath([])).toBe('');
});
