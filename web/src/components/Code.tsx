/** Source code with line numbers, marked lines, and colours once the highlighter is there. */

import { useState } from 'react';

import type { CodeLine } from '@/lib/code-lines';
import { t } from '@/strings';

import { Button } from './Button';
import { Plain } from './Text';
import { useHighlighted } from './useHighlighted';

interface CodeProps {
  text: string;
  language: string;
  /** The number of the first line. */
  firstLine?: number;
  /** Only these lines are shown; the colours still follow from the whole text. */
  part?: { from: number; to: number } | undefined;
  /** Lines that the reader is to see, as numbered. */
  marked?: { from: number; to: number } | undefined;
  /** Lines shown at first. */
  atMost?: number;
}

export function Code({ text, language, firstLine = 1, part, marked, atMost = Infinity }: CodeProps) {
  const [isWhole, setIsWhole] = useState(false);
  const all = useHighlighted(text, language);
  const lines = part ? all.slice(Math.max(0, part.from - firstLine), part.to - firstLine + 1) : all;
  const start = part ? Math.max(part.from, firstLine) : firstLine;
  const shown = isWhole ? lines : lines.slice(0, atMost);
  return (
    <div className="min-w-0">
      <div
        role="group"
        aria-label={t.code.label}
        tabIndex={0}
        className="relative overflow-x-auto py-2 focus-visible:-outline-offset-2"
      >
        <table className="min-w-full border-collapse font-mono text-xs leading-5">
          <tbody>
            {shown.map((line, index) => (
              <Line key={index} number={start + index} line={line} marked={marked} />
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown.length && (
        <div className="border-t border-line p-1 text-center">
          <Button look="quiet" onClick={() => setIsWhole(true)}>
            {t.code.more(lines.length - shown.length)}
          </Button>
        </div>
      )}
    </div>
  );
}

function Line({ number, line, marked }: { number: number; line: CodeLine; marked: CodeProps['marked'] }) {
  const isMarked = marked !== undefined && number >= marked.from && number <= marked.to;
  return (
    <tr className={isMarked ? 'bg-medium-soft' : ''} {...(isMarked ? { 'data-marked': true } : {})}>
      <th
        scope="row"
        className={`w-px border-r-2 px-3 text-right font-normal whitespace-nowrap text-muted select-none ${isMarked ? 'border-medium' : 'border-transparent'}`}
      >
        {isMarked && <span className="sr-only">{t.code.marked} </span>}
        {number}
      </th>
      <td className="pr-4 pl-3 whitespace-pre">
        <Pieces line={line} />
      </td>
    </tr>
  );
}

/** What stands on a line. */
export function Pieces({ line }: { line: CodeLine }) {
  return line.map((piece, index) =>
    piece.kind ? (
      <span key={index} className={piece.kind}>
        <Plain>{piece.text}</Plain>
      </span>
    ) : (
      <Plain key={index}>{piece.text}</Plain>
    ),
  );
}
