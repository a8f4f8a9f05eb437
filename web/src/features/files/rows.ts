/** A file as rows: its lines, and above the first line of a finding what it says. */

import type { Finding } from '@/api/findings';
import type { CodeLine } from '@/lib/code-lines';

export type FileRow =
  { kind: 'line'; number: number; line: CodeLine } | { kind: 'finding'; finding: Finding };

export function rowsOf(lines: readonly CodeLine[], findings: readonly Finding[]): FileRow[] {
  const byStart = Map.groupBy(findings, (finding) => finding.start_line);
  return lines.flatMap((line, index): FileRow[] => [
    ...(byStart.get(index + 1) ?? []).map((finding): FileRow => ({ kind: 'finding', finding })),
    { kind: 'line', number: index + 1, line },
  ]);
}

/** Which row shows a line. */
export const rowOfLine = (rows: readonly FileRow[], number: number): number =>
  rows.findIndex((row) => row.kind === 'line' && row.number === number);

/** How many characters the longest line has. Files have more lines than a call may have arguments. */
export const widestOf = (lines: readonly CodeLine[]): number =>
  lines.reduce((widest, line) => Math.max(widest, lengthOf(line)), 0);

const lengthOf = (line: CodeLine): number => line.reduce((sum, piece) => sum + piece.text.length, 0);
