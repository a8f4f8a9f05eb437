import { useId, type ReactNode } from 'react';

interface PanelProps {
  title?: ReactNode;
  /** Stands at the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Without room around the content: for lists that reach the edges. */
  flush?: boolean;
  /** Takes no more than what is left of a page that fills the window: its content scrolls by itself. */
  shrinks?: boolean;
}

const SHRINKS = 'flex min-h-0 flex-col overflow-hidden';

/** A part of a page with a name. */
export function Panel({ title, aside, children, className, flush = false, shrinks = false }: PanelProps) {
  const id = useId();
  return (
    <section
      {...(title ? { 'aria-labelledby': id } : {})}
      className={`min-w-0 rounded-lg border border-line bg-surface shadow-card ${shrinks ? SHRINKS : ''} ${className ?? ''}`}
    >
      {title && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-2">
          <h2 id={id} className="text-sm font-semibold">
            {title}
          </h2>
          {aside}
        </div>
      )}
      <div className={`${flush ? '' : 'p-4'} ${shrinks ? SHRINKS : ''}`}>{children}</div>
    </section>
  );
}
