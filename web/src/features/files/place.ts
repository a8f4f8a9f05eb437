/** Which file is shown, and which lines of it, as it stands in the address. */

import { textOf } from '@/lib/params';

export interface FileSearch {
  analysis?: string;
  path: string;
  line?: number | undefined;
  end?: number | undefined;
}

const lineOf = (value: unknown): number | undefined => {
  const line = Number(value);
  return Number.isInteger(line) && line > 0 ? line : undefined;
};

export function fileSearch(search: Record<string, unknown>): FileSearch {
  const analysis = textOf(search.analysis);
  const line = lineOf(search.line);
  const end = lineOf(search.end);
  return {
    path: textOf(search.path) ?? '',
    ...(analysis ? { analysis } : {}),
    ...(line ? { line } : {}),
    ...(end ? { end } : {}),
  };
}
