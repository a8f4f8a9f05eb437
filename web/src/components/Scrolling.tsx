import type { ReactNode } from 'react';

interface ScrollingProps {
  label: string;
  className: string;
  children: ReactNode;
}

/** What scrolls by itself and may hold nothing that takes the focus: it takes it, so that the keys scroll it. */
export function Scrolling({ label, className, children }: ScrollingProps) {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      className={`overflow-y-auto focus-visible:-outline-offset-2 ${className}`}
    >
      {children}
    </div>
  );
}
