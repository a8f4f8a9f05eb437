import { textOf } from '@/lib/params';

/** The folder that is shown, as it stands in the address. */
export interface FolderSearch {
  analysis?: string;
  folder?: string;
}

export function folderSearch(search: Record<string, unknown>): FolderSearch {
  const analysis = textOf(search['analysis']);
  const folder = textOf(search['folder']);
  return { ...(analysis ? { analysis } : {}), ...(folder ? { folder } : {}) };
}
