import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

/** Covers the whole page, open dialogs too, until it is taken away: nothing below can be seen or reached. */
export function Cover({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Dialog.Root open>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-70 overflow-y-auto bg-canvas outline-none"
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
