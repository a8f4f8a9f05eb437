/**
 * Words of strangers: names, paths and messages, shown as they are and kept from disturbing what stands around them.
 * Nothing of the service's comes onto a page but through one of these, or through `visible` where only a string will do.
 */

import { baseName, folderOf } from '@/lib/paths';
import { pieces, short, visible } from '@/lib/visible';

/** Strangers' words by themselves: their reading order is their own. */
export function Plain({ children }: { children: string }) {
  return (
    <bdi className="wrap-anywhere">
      <Pieces text={children} />
    </bdi>
  );
}

/** A sentence that may quote them: the reading order is the page's. */
export function Said({ children }: { children: string }) {
  return (
    <span className="wrap-anywhere">
      <Pieces text={short(children)} />
    </span>
  );
}

/** Text with its hidden characters made visible. */
function Pieces({ text }: { text: string }) {
  return pieces(text).map(({ text: shown, hidden }, index) =>
    hidden ? (
      <span key={index} className="rounded-sm bg-high-soft px-0.5 font-mono text-[0.85em] text-high">
        {shown}
      </span>
    ) : (
      shown
    ),
  );
}

/** A name on one line, cut where it is too long; the whole of it in its title. */
export function Name({ children, className }: { children: string; className?: string }) {
  return (
    <span title={visible(children)} className={`block min-w-0 truncate ${className ?? ''}`}>
      <Plain>{short(children)}</Plain>
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
    <span title={visible(path)} className={`flex min-w-0 font-mono text-xs ${className ?? ''}`}>
      {folder && (
        <span className="min-w-6 shrink-[1000000] truncate text-muted">
          <Plain>{short(folder)}</Plain>
        </span>
      )}
      <span className="min-w-0 truncate">
        <Plain>{short(baseName(path))}</Plain>
      </span>
      {line ? <span className="shrink-0 text-muted">:{line}</span> : null}
    </span>
  );
}

/** A longer name would hide what is said of it. */
const LONGEST_IN_PROSE = 240;

/** Prose of an analysis: `names in backticks` are set as code. */
export function Prose({ children }: { children: string }) {
  return children.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // The code stands within what isolates it: a line may begin with its box, and not within.
      <bdi key={index}>
        <code
          title={part.length > LONGEST_IN_PROSE ? visible(part) : undefined}
          className="rounded-sm bg-hover box-decoration-clone px-1 font-mono text-[0.9em] wrap-anywhere"
        >
          <Pieces text={short(part, LONGEST_IN_PROSE)} />
        </code>
      </bdi>
    ) : (
      <Plain key={index}>{part}</Plain>
    ),
  );
}
