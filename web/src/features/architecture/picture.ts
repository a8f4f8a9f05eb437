/** A folder's import graph as it is drawn. */

import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { analysisKeys } from '@/api/analyses';
import { readGraph, type GraphNode, type ImportGraph } from '@/api/views';

import { connected, deeper } from './connected';
import { layOut, type Layout } from './layout';

export interface Picture {
  /** Those that import or are imported. */
  graph: ImportGraph;
  layout: Layout;
  /** The others. */
  alone: GraphNode[];
}

/** Without a folder, of the first below the root where there is something to tell apart. */
export const pictureQuery = (analysisId: string, folder: string | undefined) =>
  queryOptions({
    queryKey: [...analysisKeys.one(analysisId), 'picture', folder ?? null],
    queryFn: async ({ signal }): Promise<Picture> => {
      let read = await readGraph(analysisId, folder ?? '', signal);
      for (let inner = deeper(read); folder === undefined && inner; inner = deeper(read)) {
        read = await readGraph(analysisId, inner.path, signal);
      }
      const { graph, alone } = connected(read);
      return { graph, layout: await layOut(graph), alone };
    },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
