/** A folder as boxes: the larger the more lines, the warmer the hotter. The list beside it says the same in numbers. */

import { memo, useMemo, useState, type KeyboardEvent } from 'react';

import type { TreemapItem } from '@/api/views';
import { Plain } from '@/components/Text';
import { useSize } from '@/components/useSize';
import { formatNumber, formatShare } from '@/lib/format';
import { baseName } from '@/lib/paths';
import { short, visible } from '@/lib/visible';
import { t } from '@/strings';

import { tilesOf, type Tile } from './tiles';

interface TreemapProps {
  items: readonly TreemapItem[];
  /** What stands in folders among them, where it is known. */
  inside: ReadonlyMap<string, readonly TreemapItem[]>;
  onOpen: (item: TreemapItem) => void;
}

export function Treemap({ items, inside, onOpen }: TreemapProps) {
  const { ref, size } = useSize();
  const [active, setActive] = useState(0);
  const tiles = useMemo(() => tilesOf(items, inside, { x: 0, y: 0, ...size }), [items, inside, size]);
  const at = Math.min(active, tiles.length - 1);
  const current = tiles[at]?.item;

  /** The boxes are one stop of the keyboard; arrows go from one to the next. */
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(tiles.length - 1, at + step));
    setActive(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };

  return (
    <div>
      {/* The keys are the boxes'; the group only hears them. */}
      <div
        ref={ref}
        role="toolbar"
        aria-label={t.hotspots.map}
        onKeyDown={onKeyDown}
        className="relative h-[26rem] overflow-hidden rounded-md"
      >
        {tiles.map((tile, index) => (
          <TileButton
            key={`${tile.item.path} ${String(tile.isFrame)}`}
            tile={tile}
            index={index}
            isStop={index === at}
            onActive={setActive}
            onOpen={onOpen}
          />
        ))}
      </div>
      <p className="mt-2 h-10 truncate text-xs text-muted max-sm:h-14 max-sm:text-wrap">
        {current && (
          <>
            <span className="block truncate font-mono text-text">
              <Plain>{short(current.path, 300)}</Plain>
            </span>
            {factsOf(current)}
          </>
        )}
      </p>
      <Legend />
    </div>
  );
}

interface TileButtonProps {
  tile: Tile;
  index: number;
  /** Whether the keyboard stops here. */
  isStop: boolean;
  onActive: (index: number) => void;
  onOpen: (item: TreemapItem) => void;
}

/** There are hundreds of them, and the mouse goes over many: only the two that change are drawn anew. */
const TileButton = memo(function TileButton({ tile, index, isStop, onActive, onOpen }: TileButtonProps) {
  const { item, box, isFrame } = tile;
  const hasName = box.width > 46 && box.height > 20;
  const heat = `color-mix(in oklab, var(--heat-1) ${Math.round(item.heat * 100)}%, var(--heat-0))`;
  return (
    <button
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={labelOf(item)}
      onClick={() => onOpen(item)}
      onFocus={() => onActive(index)}
      onMouseEnter={() => onActive(index)}
      style={{
        left: box.x,
        top: box.y,
        width: Math.max(0, box.width - 2),
        height: Math.max(0, box.height - 2),
        ...(isFrame ? {} : { backgroundColor: heat }),
      }}
      className={`absolute flex items-start overflow-hidden rounded-xs px-1 text-left text-2xs leading-4 hover:outline-2 hover:-outline-offset-1 hover:outline-text focus-visible:-outline-offset-2 ${
        isFrame ? 'border border-line bg-sunken' : ''
      }`}
    >
      {hasName && (
        <span
          className={`block min-w-0 truncate ${item.heat > 0.87 && !isFrame ? 'text-white' : ''} ${item.kind === 'folder' ? 'font-semibold' : ''}`}
        >
          <Plain>{short(baseName(item.path), 80)}</Plain>
          {item.kind === 'folder' && '/'}
        </span>
      )}
    </button>
  );
});

const factsOf = (item: TreemapItem): string =>
  t.hotspots.facts(item.lines, formatNumber(item.complexity), formatShare(item.heat), item.findings);

const labelOf = (item: TreemapItem): string => `${visible(item.path, 300)}: ${factsOf(item)}`;

function Legend() {
  return (
    <p className="mt-2 flex items-center gap-2 text-xs text-muted">
      {t.hotspots.cold}
      <span aria-hidden className="h-2 w-28 rounded-full bg-linear-to-r from-(--heat-0) to-(--heat-1)" />
      {t.hotspots.hot}
      <span className="ml-auto">{t.hotspots.sizes}</span>
    </p>
  );
}
