import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';

import type { Finding } from '@/api/findings';
import type { FileView } from '@/api/views';
import { SeverityMark } from '@/components/badges';
import { Pieces } from '@/components/Code';
import { Prose } from '@/components/Text';
import { useHighlighted } from '@/components/useHighlighted';
import { useRows } from '@/components/useRows';
import { useReport } from '@/features/report/context';
import { t } from '@/strings';

import { rowOfLine, rowsOf, widestOf, type FileRow } from './rows';

const LINE_PIXELS = 20;

interface FileTextProps {
  file: FileView;
  marked: { from: number; to: number } | undefined;
}

/** The lines of a file; only those that can be seen are in the page. */
export function FileText({ file, marked }: FileTextProps) {
  const lines = useHighlighted(file.text, file.language ?? '');
  const rows = useMemo(() => rowsOf(lines, file.findings), [lines, file.findings]);
  const { scroller, rows: virtual } = useRows({ count: rows.length, estimate: LINE_PIXELS });
  const widest = useMemo(() => widestOf(lines), [lines]);
  const at = marked ? rowOfLine(rows, marked.from) : -1;
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
  }, [at, virtual]);

  return (
    <div
      ref={scroller}
      role="group"
      aria-label={t.code.label}
      tabIndex={0}
      className="@container relative min-h-0 flex-1 overflow-auto bg-surface font-mono text-xs leading-5 focus-visible:-outline-offset-2"
    >
      <div
        className="relative min-w-full"
        style={{ height: virtual.getTotalSize(), width: `${widest + 10}ch` }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
              className="absolute inset-x-0 top-0"
            >
              {row.kind === 'line' ? <Line row={row} marked={marked} /> : <Note finding={row.finding} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

type LineRow = Extract<FileRow, { kind: 'line' }>;

function Line({ row, marked }: { row: LineRow; marked: FileTextProps['marked'] }) {
  const isMarked = marked !== undefined && row.number >= marked.from && row.number <= marked.to;
  return (
    <div className={`flex ${isMarked ? 'bg-medium-soft' : ''}`}>
      <span
        className={`w-[8ch] shrink-0 border-r-2 pr-2 text-right text-muted select-none ${isMarked ? 'border-medium' : 'border-transparent'}`}
      >
        {isMarked && <span className="sr-only">{t.code.marked} </span>}
        {row.number}
      </span>
      <span className="min-h-5 pl-3 whitespace-pre">
        <Pieces line={row.line} />
      </span>
    </div>
  );
}

function Note({ finding }: { finding: Finding }) {
  const { repository, shown } = useReport();
  return (
    <p className="sticky left-0 my-1 ml-[8ch] flex max-w-[min(80ch,calc(100cqw-9ch))] items-start gap-2 border-l-2 border-high bg-high-soft px-3 py-1 font-sans">
      <SeverityMark severity={finding.severity} bare />
      <Link
        to="/repositories/$repositoryId/findings"
        params={{ repositoryId: repository.id }}
        search={{ ...shown, path: finding.path, finding: finding.id }}
        className="hover:underline"
      >
        <Prose>{finding.message}</Prose>
      </Link>
    </p>
  );
}
