/** The import graph of a folder as a picture. What it shows of the chosen node stands beside it in words. */

import { Maximize, Minus, Plus } from 'lucide-react';
import { useState } from 'react';

import { IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Plain } from '@/components/Text';
import { useSize } from '@/components/useSize';
import { short, visible } from '@/lib/visible';
import { t } from '@/strings';

import type { Layout, PlacedEdge, PlacedNode } from './layout';
import { bentPath } from './path';

const SMALLEST = 0.3;
const LARGEST = 1.5;
/** A small graph grows no larger than this by itself. */
const COMFORTABLE = 1.2;
/** A large graph shrinks no further than this by itself: rather scrolled than unreadable. */
const READABLE = 0.75;
const MARGIN = 32;

interface GraphProps {
  layout: Layout;
  chosen: string | undefined;
  onChoose: (path: string) => void;
  onOpen: (path: string) => void;
}

export function Graph({ layout, chosen, onChoose, onOpen }: GraphProps) {
  const { ref, size } = useSize();
  const [chosenZoom, setZoom] = useState<number>();
  const fitting = Math.min(
    COMFORTABLE,
    Math.max(
      READABLE,
      Math.min((size.width - MARGIN) / layout.width, (size.height - MARGIN) / layout.height),
    ),
  );
  const zoom = chosenZoom ?? fitting;
  const zoomTo = (next: number) => setZoom(Math.min(LARGEST, Math.max(SMALLEST, next)));

  return (
    <div className="relative">
      <div
        ref={ref}
        role="group"
        aria-label={t.architecture.graph}
        tabIndex={0}
        className="relative flex h-[28rem] overflow-auto max-sm:h-80 rounded-md bg-sunken p-3 focus-visible:-outline-offset-2"
      >
        <div style={{ width: layout.width * zoom, height: layout.height * zoom }} className="m-auto">
          <div
            style={{ width: layout.width, height: layout.height, transform: `scale(${zoom})` }}
            className="relative origin-top-left"
          >
            <Edges layout={layout} chosen={chosen} />
            {layout.nodes.map((placed) => (
              <NodeButton
                key={placed.node.path}
                placed={placed}
                isChosen={placed.node.path === chosen}
                onChoose={() => onChoose(placed.node.path)}
                onOpen={() => placed.node.kind === 'folder' && onOpen(placed.node.path)}
              />
            ))}
          </div>
        </div>
      </div>
      <div className="absolute top-2 right-4 flex rounded-md border border-line bg-raised">
        <IconButton label={t.architecture.smaller} onClick={() => zoomTo(zoom / 1.25)}>
          <Icon of={Minus} />
        </IconButton>
        <IconButton label={t.architecture.fit} onClick={() => setZoom(undefined)}>
          <Icon of={Maximize} size={14} />
        </IconButton>
        <IconButton label={t.architecture.larger} onClick={() => zoomTo(zoom * 1.25)}>
          <Icon of={Plus} />
        </IconButton>
      </div>
    </div>
  );
}

function Edges({ layout, chosen }: { layout: Layout; chosen: string | undefined }) {
  return (
    <svg width={layout.width} height={layout.height} aria-hidden className="absolute inset-0">
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M0 0 L8 4 L0 8 z" fill="context-stroke" />
        </marker>
      </defs>
      {layout.edges.map((placed) => (
        <path
          key={`${placed.edge.from} ${placed.edge.to}`}
          d={bentPath(placed.points)}
          fill="none"
          markerEnd="url(#arrow)"
          strokeWidth={1 + Math.min(2, Math.log10(placed.edge.imports))}
          strokeDasharray={placed.edge.in_cycle ? '5 3' : undefined}
          className={lookOf(placed, chosen)}
        />
      ))}
    </svg>
  );
}

function lookOf({ edge }: PlacedEdge, chosen: string | undefined): string {
  const isNear = chosen === undefined || edge.from === chosen || edge.to === chosen;
  const colour = edge.in_cycle
    ? 'stroke-critical'
    : chosen !== undefined && isNear
      ? 'stroke-accent'
      : 'stroke-line-strong';
  return `${colour} ${isNear ? '' : 'opacity-15'}`;
}

interface NodeButtonProps {
  placed: PlacedNode;
  isChosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}

function NodeButton({
  placed: { node, name, x, y, width, height },
  isChosen,
  onChoose,
  onOpen,
}: NodeButtonProps) {
  const look = node.kind === 'outside' ? 'border-dashed bg-sunken text-muted' : 'bg-surface';
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      title={visible(node.path, 500)}
      onClick={onChoose}
      onDoubleClick={onOpen}
      style={{ left: x, top: y, width, height }}
      className={`absolute rounded-md border px-2.5 text-left text-xs leading-4 shadow-card ${look} ${
        isChosen
          ? 'border-accent ring-2 ring-accent'
          : node.in_cycle
            ? 'border-critical'
            : 'border-line-strong'
      }`}
    >
      <span className="block truncate font-medium">
        <Plain>{short(name, 120)}</Plain>
        {node.kind === 'folder' && '/'}
      </span>
      <span className="block truncate text-2xs text-muted">
        {node.kind === 'outside' ? t.architecture.outside : t.architecture.size(node.files, node.code)}
        {node.in_cycle && ` · ${t.architecture.inCycle}`}
      </span>
    </button>
  );
}
