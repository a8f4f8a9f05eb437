import { textOf } from '@/lib/params';

/** How an address names the root; without a folder it means where there is something to tell apart. */
export const ROOT = '.';

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
