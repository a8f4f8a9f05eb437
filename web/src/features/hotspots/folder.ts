import { textOf } from '@/lib/params';

/** How an address names the root; without a folder it means where there is something to tell apart. */
export const ROOT = '.';

/** The folder as the service is asked for it: an empty path is the root, none where there is something to tell apart. */
export const withoutRoot = (folder: string | undefined): string | undefined =>
  folder === ROOT ? '' : folder;

/** The folder that is shown, as it stands in the address. */
export interface FolderSearch {
  analysis?: string;
  folder?: string;
}

export function folderSearch(search: Record<string, unknown>): FolderSearch {
  const analysis = textOf(search.analysis);
  const folder = textOf(search.folder);
  return { ...(analysis ? { analysis } : {}), ...(folder ? { folder } : {}) };
}
