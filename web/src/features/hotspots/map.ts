/** The treemap that the page begins with. */

import { queryOptions, keepPreviousData } from '@tanstack/react-query';

import { readTreemap, treemapKey, type Treemap, type TreemapItem } from '@/api/views';

/** A folder with more of the lines than this hides all that stands beside it. */
const DOMINANT = 0.8;
/** Folders that are gone through for that. Each is asked for, and there may be hundreds in one another. */
const DEEPEST = 8;

/** A folder's treemap. Without a folder, of the first below the root that is not all but filled by one in it. */
export const mapQuery = (id: string, folder: string | undefined) =>
  queryOptions({
    queryKey: treemapKey(id, folder ?? null),
    queryFn: async ({ signal }) => {
      let map = await readTreemap(id, folder ?? '', signal);
      for (let depth = 0; folder === undefined && depth < DEEPEST; depth += 1) {
        const inner = dominant(map);
        if (!inner) break;
        map = await readTreemap(id, inner.path, signal);
      }
      return map;
    },
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

/** The folder that fills all but a little of the map. */
export function dominant({ items, left_out }: Pick<Treemap, 'items' | 'left_out'>): TreemapItem | undefined {
  const total = items.reduce((sum, { lines }) => sum + lines, left_out.lines);
  return items.find(({ kind, lines }) => kind === 'folder' && lines > total * DOMINANT);
}
