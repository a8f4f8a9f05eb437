import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { t } from '@/strings';

import { Button } from './Button';
import { Modal } from './Modal';
import { ProblemNote } from './states';

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: string;
  /** What the button says. */
  action: string;
  onConfirm: () => Promise<unknown>;
  /** Something to fill in first. */
  children?: ReactNode;
}

/** Asks before something that cannot be undone. */
export function Confirm({ onConfirm, onOpenChange, action, children, ...modal }: ConfirmProps) {
  // As a mutation, so that a refusal for want of a session is noticed as everywhere.
  const confirm = useMutation({ mutationFn: onConfirm, onSuccess: () => change(false) });
  const change = (open: boolean) => {
    // What went wrong the last time says nothing of the next.
    confirm.reset();
    onOpenChange(open);
  };
  return (
    <Modal {...modal} onOpenChange={change}>
      <form
        className="grid gap-4 px-5 pt-4 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        {children}
        {confirm.error && <ProblemNote error={confirm.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => change(false)}>{t.actions.keep}</Button>
          <Button type="submit" look="danger" busy={confirm.isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
