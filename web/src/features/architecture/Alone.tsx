import type { GraphNode } from '@/api/views';
import { Name } from '@/components/Text';
import { FileLink } from '@/features/report/links';
import { baseName } from '@/lib/paths';
import { t } from '@/strings';

/** Nodes without a place in the picture: they import nothing here, and nothing imports them. */
export function Alone({ nodes, onOpen }: { nodes: readonly GraphNode[]; onOpen: (folder: string) => void }) {
  return (
    <details className="mt-3 text-xs">
      <summary className="text-muted">{t.architecture.alone(nodes.length)}</summary>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {nodes.map((node) => (
          <li key={node.path} className="max-w-full">
            {node.kind === 'folder' ? (
              <button
                type="button"
                onClick={() => onOpen(node.path)}
                className="max-w-full font-mono underline decoration-line-strong/50 underline-offset-2"
              >
                <Name>{`${baseName(node.path)}/`}</Name>
              </button>
            ) : (
              <FileLink path={node.path} />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
