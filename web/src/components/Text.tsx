/** Words of strangers: names, paths and messages, shown as they are and kept from disturbing what stands around them. */

import { baseName, folderOf } from '@/lib/paths';
import { pieces, visible } from '@/lib/visible';

/** A title longer than this helps nobody. */
const LONGEST_TITLE = 2_000;

export const titleOf = (text: string): string =>
  text.length > LONGEST_TITLE ? `${visible(text.slice(0, LONGEST_TITLE))}…` : visible(text);

/** Text with its hidden characters made visible. */
export function Plain({ children }: { children: string }) {
  const parts = pieces(children);
  if (parts.every((part) => !part.hidden)) return <bdi>{children}</bdi>;
  return (
    <bdi>
      {parts.map((part, index) =>
        part.hidden ? (
          <span key={index} className="rounded-sm bg-high-soft px-0.5 font-mono text-[0.85em] text-high">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}

/** A name on one line, cut where it is too long; the whole of it in its title. */
export function Name({ children, className }: { children: string; className?: string }) {
  return (
    <span title={titleOf(children)} className={`block min-w-0 truncate ${className ?? ''}`}>
      <Plain>{children.length > LONGEST_TITLE ? children.slice(0, LONGEST_TITLE) : children}</Plain>
    </span>
  );
}

interface PathNameProps {
  path: string;
  line?: number | null | undefined;
  className?: string;
}

/** A path on one line. What is cut is the folder: the file's name says most. */
export function PathName({ path, line, className }: PathNameProps) {
  const folder = folderOf(path);
  return (
    <span title={titleOf(path)} className={`flex min-w-0 font-mono text-xs ${className ?? ''}`}>
      {folder && (
        <span className="min-w-6 shrink truncate text-muted">
          <Plain>{folder.slice(0, LONGEST_TITLE)}</Plain>
        </span>
      )}
      <span className={`min-w-0 shrink-0 truncate ${folder ? 'max-w-[80%]' : 'max-w-full'}`}>
        <Plain>{baseName(path).slice(0, LONGEST_TITLE)}</Plain>
      </span>
      {line ? <span className="text-muted">:{line}</span> : null}
    </span>
  );
}

/** Prose of an analysis: `names in backticks` are set as code. */
export function Prose({ children, className }: { children: string; className?: string }) {
  return (
    <span className={className}>
      {children.split('`').map((part, index) =>
        index % 2 === 1 ? (
          <code key={index} className="rounded-sm bg-hover px-1 font-mono text-[0.9em] wrap-anywhere">
            <Plain>{part}</Plain>
          </code>
        ) : (
          <Plain key={index}>{part}</Plain>
        ),
      )}
    </span>
  );
}
