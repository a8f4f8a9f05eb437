import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded border border-line bg-sunken px-1.5 font-sans text-2xs font-medium text-muted">
      {children}
    </kbd>
  );
}
