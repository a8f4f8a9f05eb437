import { kilobytes, ms, percent, SLOWDOWN, type Figures } from './figures';

/** Columns under each other: words to the left, numbers to the right. */
export function tableOf(all: readonly Figures[]): string {
  const head = [
    'page',
    'usable',
    'longest task',
    `LCP ${SLOWDOWN}x`,
    `input ${SLOWDOWN}x`,
    'dropped',
    'longest frame',
    'kB',
    'script kB',
    'slowest request',
  ];
  const rows = all.map((figures) => [
    figures.page,
    ms(figures.usable),
    ms(figures.longestTask),
    ms(figures.largestPaint),
    figures.slowestInput === undefined ? '' : ms(figures.slowestInput),
    figures.scrolling ? percent(figures.scrolling.dropped) : '',
    figures.scrolling ? ms(figures.scrolling.longestFrame) : '',
    kilobytes(figures.bytes),
    kilobytes(figures.scriptBytes),
    `${ms(figures.slowest.ms)} ${figures.slowest.url}`,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const isWords = (column: number) => column === 0 || column === head.length - 1;
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          isWords(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
