import { compact, textOf } from '@/lib/params';

/** Which two analyses are compared, as it stands in the address: the shown one, and an earlier one. */
export interface ComparisonSearch {
  analysis?: string | undefined;
  base?: string | undefined;
}

export const comparisonSearch = (search: Record<string, unknown>): ComparisonSearch =>
  compact({ analysis: textOf(search.analysis), base: textOf(search.base) });
