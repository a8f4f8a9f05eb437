import { ArrowRight, FolderOpen } from 'lucide-react';

import type { GraphEdge, ImportGraph } from '@/api/views';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { PathName } from '@/components/Text';
import { FileLink } from '@/features/report/links';
import { formatNumber } from '@/lib/format';
import { t } from '@/strings';

interface NodeDetailProps {
  graph: ImportGraph;
  chosen: string | undefined;
  onChoose: (path: string) => void;
  onOpen: (folder: string) => void;
}

/** The graph in words: of the chosen node, whom it imports and who imports it. */
export function NodeDetail({ graph, chosen, onChoose, onOpen }: NodeDetailProps) {
  const node = graph.nodes.find((item) => item.path === chosen);
  if (!node) return <p className="text-sm text-muted">{t.architecture.choose}</p>;
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        {node.kind === 'file' ? <FileLink path={node.path} /> : <PathName path={node.path} />}
        {node.kind === 'folder' && (
          <Button onClick={() => onOpen(node.path)} className="justify-self-start">
            <Icon of={FolderOpen} /> {t.architecture.lookInside}
          </Button>
        )}
      </div>
      <Neighbours
        title={t.architecture.imports}
        edges={graph.edges.filter((edge) => edge.from === chosen)}
        end="to"
        onChoose={onChoose}
      />
      <Neighbours
        title={t.architecture.importedBy}
        edges={graph.edges.filter((edge) => edge.to === chosen)}
        end="from"
        onChoose={onChoose}
      />
    </div>
  );
}

interface NeighboursProps {
  title: string;
  edges: readonly GraphEdge[];
  /** The end of the edges that is named. */
  end: 'from' | 'to';
  onChoose: (path: string) => void;
}

function Neighbours({ title, edges, end, onChoose }: NeighboursProps) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-semibold">{title}</h3>
      {edges.length === 0 && <p className="text-xs text-muted">{t.architecture.nobody}</p>}
      <ul className="grid max-h-44 overflow-y-auto">
        {edges.map((edge) => (
          <li key={edge[end]}>
            <button
              type="button"
              onClick={() => onChoose(edge[end])}
              className="flex w-full min-w-0 items-center gap-2 rounded px-1 py-0.5 text-left hover:bg-hover"
            >
              <Icon of={ArrowRight} size={12} className="text-muted" />
              <PathName path={edge[end]} className="flex-1" />
              <span className="text-xs text-muted">
                {edge.in_cycle && <span className="text-critical">{t.architecture.inCycle} · </span>}
                {formatNumber(edge.imports)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
