/** Short messages at the edge of the window, with a way back where there is one. Also kept as notifications. */

import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { useSyncExternalStore } from 'react';

import type { Foreign } from '@/api/client';
import { t } from '@/strings';

import { Button, IconButton } from './Button';
import { Icon } from './Icon';
import { Kbd } from './Kbd';
import { Said } from './Text';

interface Action {
  label: string;
  run: () => void;
  /** It takes back what the notice tells of. */
  isUndo?: boolean;
}

export interface Notice {
  id: number;
  text: Foreign;
  tone: 'plain' | 'problem';
  time: string;
  action?: Action | undefined;
  open: boolean;
}

const KEPT = 30;
let notices: Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: Notice[]): void {
  notices = next;
  listeners.forEach((listener) => listener());
}

type NewNotice = Pick<Notice, 'text' | 'action'> & {
  tone?: Notice['tone'];
  /** Takes back what the notice tells of. */
  undo?: (() => void) | undefined;
};

export function notify({ text, undo, tone = 'plain', ...offer }: NewNotice): void {
  const action = undo ? { label: t.actions.undo, run: undo, isUndo: true } : offer.action;
  const notice: Notice = { id: nextId++, text, tone, action, time: new Date().toISOString(), open: true };
  change([notice, ...notices].slice(0, KEPT));
}

export const clearNotices = (): void => change([]);

const update = (id: number, changes: Partial<Notice>): void =>
  change(notices.map((notice) => (notice.id === id ? { ...notice, ...changes } : notice)));

/** Does what a notice offers. What was done once is not offered again: an undo, for one. */
export function act({ id, action }: Notice): void {
  update(id, { open: false, action: undefined });
  action?.run();
}

/** Only what can be seen: nobody remembers what was done a while ago. */
const lastUndo = (): Notice | undefined => notices.find(({ action, open }) => open && action?.isUndo);

/** Takes back what was done last, as long as that is offered; says whether it was. */
export function undoLast(): boolean {
  const last = lastUndo();
  if (last) act(last);
  return last !== undefined;
}

/** What was said since the page was opened, the newest first. */
export function useNotices(): Notice[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
}

export function Toasts() {
  // In the page the newest is last, and the first that the keyboard comes to.
  const shown = useNotices().slice(0, 4).toReversed();
  const undoneNext = lastUndo()?.id;
  return (
    <Toast.Provider label={t.notices.one} duration={8_000} swipeDirection="right">
      {shown.map((notice) => (
        <Toast.Root
          key={notice.id}
          open={notice.open}
          onOpenChange={(open) => !open && update(notice.id, { open: false })}
          type={notice.tone === 'problem' ? 'foreground' : 'background'}
          className="flex items-center gap-2 rounded-lg bg-raised py-2 pr-2 pl-4 shadow-float"
        >
          <Toast.Description
            className={`min-w-0 flex-1 text-sm ${notice.tone === 'problem' ? 'text-critical' : 'text-text'}`}
          >
            <Said>{notice.text}</Said>
          </Toast.Description>
          {notice.action && (
            <Toast.Action altText={notice.action.label} asChild>
              <Button onClick={() => act(notice)}>
                {notice.action.label}
                {notice.id === undoneNext && (
                  <span className="max-md:hidden">
                    <Kbd>{t.notices.undoKeys}</Kbd>
                  </span>
                )}
              </Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton label={t.actions.dismiss}>
              <Icon of={X} />
            </IconButton>
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport
        label={t.notices.toasts}
        className="fixed right-3 bottom-3 z-50 flex w-[min(25rem,calc(100vw-1.5rem))] flex-col-reverse gap-2 outline-none max-md:bottom-16"
      />
    </Toast.Provider>
  );
}
