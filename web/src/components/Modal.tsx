/**
 * Dialogs on Radix. The dark behind them is ours: Radix's own overlay writes a style sheet into the page, which the CSP
 * forbids.
 */

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

import { t } from '@/strings';

import { IconButton } from './Button';
import { Icon } from './Icon';
import { Said } from './Text';

interface ModalProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** The title is for screen readers only. */
  quiet?: boolean;
  description?: string;
  children: ReactNode;
  className?: string;
}

export function Modal({
  open,
  onOpenChange,
  title,
  quiet = false,
  description,
  children,
  className,
}: ModalProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={`fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-raised shadow-float ${className ?? ''}`}
        >
          <div className={quiet ? 'sr-only' : 'pt-4 pr-14 pl-5'}>
            <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
            {description && (
              <Dialog.Description className="mt-1 text-sm text-muted">
                <Said>{description}</Said>
              </Dialog.Description>
            )}
          </div>
          {children}
          {/* Last, so that the focus begins at what is to be filled in. */}
          {!quiet && (
            <Dialog.Close asChild>
              <IconButton label={t.actions.close} className="absolute! top-3 right-3">
                <Icon of={X} />
              </IconButton>
            </Dialog.Close>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
