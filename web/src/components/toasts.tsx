/** Short messages at the edge of the window, with a way back where there is one. Also kept as notifications. */

import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { useSyncExternalStore } from 'react';

import type { Foreign } from '@/api/client';
import { t } from '@/strings';

import { Button, IconButton } from './Button';
import { Icon } from './Icon';
import { Said } from './Text';

export interface Notice {
  id: number;
  text: Foreign;
  tone: 'plain' | 'problem';
  time: string;
  action?: { label: string; run: () => void } | undefined;
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

type NewNotice = Pick<Notice, 'text' | 'action'> & { tone?: Notice['tone'] };

export function notify({ text, action, tone = 'plain' }: NewNotice): void {
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
  const shown = useNotices();
  return (
    <Toast.Provider label={t.notices.one} duration={8_000} swipeDirection="right">
      {shown.slice(0, 4).map((notice) => (
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
              <Button onClick={() => act(notice)}>{notice.action.label}</Button>
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
        label={t.notices.region}
        className="fixed right-3 bottom-3 z-50 flex w-[min(25rem,calc(100vw-1.5rem))] flex-col gap-2 outline-none max-md:bottom-16"
      />
    </Toast.Provider>
  );
}
