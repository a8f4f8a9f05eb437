import { useState, type ReactNode } from 'react';

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
export function Confirm({ onConfirm, action, children, ...modal }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      modal.onOpenChange(false);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal {...modal}>
      <form
        className="grid gap-4 px-5 pt-4 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {children}
        {error !== undefined && <ProblemNote error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => modal.onOpenChange(false)}>{t.actions.keep}</Button>
          <Button type="submit" look="danger" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
