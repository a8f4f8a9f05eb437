import { ArrowDown, ArrowUp } from 'lucide-react';

import type { FunctionMetrics, FunctionSort, Order } from '@/api/views';
import { Icon } from '@/components/Icon';
import { Name } from '@/components/Text';
import { useRows } from '@/components/useRows';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

import { SORTS, usualOrder } from './filter';

const COLUMNS = 'grid grid-cols-[minmax(14rem,1fr)_repeat(5,6.25rem)_8rem] items-center pr-1.5';

/** Values from here on are worth a second look: the thresholds of the rules, about. */
const NOTABLE: Partial<Record<FunctionSort, number>> = {
  cognitive: 15,
  cyclomatic: 10,
  nesting: 4,
  parameters: 7,
  lines: 80,
};

const MEASURES = SORTS.filter((sort) => sort !== 'name');

const VALUES: Record<(typeof MEASURES)[number], (item: FunctionMetrics) => number> = {
  cognitive: (item) => item.cognitive,
  cyclomatic: (item) => item.cyclomatic,
  lines: (item) => item.code_lines,
  parameters: (item) => item.parameters,
  nesting: (item) => item.nesting,
  maintainability: (item) => Math.round(item.maintainability_index),
};

interface FunctionTableProps {
  functions: readonly FunctionMetrics[];
  sort: FunctionSort;
  order: Order | undefined;
  onSort: (sort: FunctionSort) => void;
  hasMore: boolean;
  loadMore: () => unknown;
}

export function FunctionTable({ functions, sort, order, onSort, hasMore, loadMore }: FunctionTableProps) {
  const { scroller, rows } = useRows({ count: functions.length, estimate: 53, hasMore, loadMore });
  return (
    <div
      ref={scroller}
      role="group"
      aria-label={t.functions.title}
      tabIndex={0}
      className="relative min-h-0 overflow-auto rounded-lg focus-visible:-outline-offset-2"
    >
      <div
        role="table"
        aria-label={t.functions.title}
        aria-rowcount={hasMore ? -1 : functions.length + 1}
        className="min-w-[54rem]"
      >
        <div
          role="row"
          className={`${COLUMNS} sticky top-0 z-10 h-10 border-b border-line bg-surface text-xs`}
        >
          {(['name', ...MEASURES] as const).map((column) => (
            <Head
              key={column}
              column={column}
              order={sort === column ? (order ?? usualOrder(column)) : undefined}
              onSort={onSort}
            />
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const item = functions[row.index];
            if (!item) return null;
            return (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                role="row"
                aria-rowindex={row.index + 2}
                style={{ transform: `translateY(${row.start}px)` }}
                className={`${COLUMNS} absolute inset-x-0 top-0 border-b border-line py-1.5 hover:bg-hover`}
              >
                <div role="cell" className="min-w-0 px-4">
                  <Name className="text-sm">{item.name}</Name>
                  <FileLink
                    path={item.path}
                    line={item.start_line}
                    end={item.end_line}
                    className="block max-w-full"
                  />
                </div>
                {MEASURES.map((measure) => (
                  <Value key={measure} value={VALUES[measure](item)} notable={NOTABLE[measure]} />
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeadProps {
  column: FunctionSort;
  /** The order, where the table is sorted by this column. */
  order: Order | undefined;
  onSort: (sort: FunctionSort) => void;
}

function Head({ column, order, onSort }: HeadProps) {
  const sorted = order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none';
  return (
    <div role="columnheader" aria-sort={sorted} className={column === 'name' ? 'px-3' : 'px-1 text-right'}>
      <button
        type="button"
        title={t.functions.means[column]}
        onClick={() => onSort(column)}
        className={`inline-flex h-7 items-center gap-1 rounded px-1.5 hover:bg-hover ${order ? 'font-semibold' : 'text-muted'}`}
      >
        {t.functions.columns[column]}
        {order && <Icon of={order === 'asc' ? ArrowUp : ArrowDown} size={12} />}
      </button>
    </div>
  );
}

function Value({ value, notable }: { value: number; notable: number | undefined }) {
  const isNotable = notable !== undefined && value > notable;
  return (
    <div role="cell" className={`px-2.5 text-right text-sm ${isNotable ? 'font-semibold text-high' : ''}`}>
      {formatNumber(value)}
      {isNotable && <span className="sr-only"> {t.functions.notable}</span>}
    </div>
  );
}
