import { Bell } from 'lucide-react';
import { Popover } from 'radix-ui';

import { Button, IconButton } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { Scrolling } from '@/components/Scrolling';
import { Said } from '@/components/Text';
import { Time } from '@/components/Time';
import { act, clearNotices, useNotices } from '@/components/toasts';
import { t } from '@/strings';

/** What was said since the page was opened, for who looked away; what it offered can still be done. */
export function Notifications() {
  const notices = useNotices();
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label={t.notices.open(notices.length)} className="relative">
          <Icon of={Bell} />
          {notices.length > 0 && (
            <span className="absolute top-1.5 right-1.5 size-1.5 rounded-full bg-accent" />
          )}
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t.notices.region}
          className="z-60 w-80 max-w-[calc(100vw-1rem)] rounded-lg bg-raised shadow-float"
        >
          <div className="flex items-center justify-between border-b border-line px-4 py-2">
            <p className="text-sm font-semibold">{t.notices.region}</p>
            {notices.length > 0 && (
              <Button look="quiet" onClick={clearNotices}>
                {t.notices.clear}
              </Button>
            )}
          </div>
          {notices.length === 0 ? (
            <p className="px-4 py-6 text-center text-sm text-muted">{t.notices.none}</p>
          ) : (
            <Scrolling label={t.notices.region} className="max-h-80">
              <ul className="py-1">
                {notices.map((notice) => (
                  <li key={notice.id} className="flex items-center gap-2 px-4 py-2 text-sm">
                    <div className="min-w-0 flex-1">
                      <p>
                        <Said>{notice.text}</Said>
                      </p>
                      <p className="text-xs text-muted">
                        <Time at={notice.time} />
                      </p>
                    </div>
                    {notice.action && (
                      <Popover.Close asChild>
                        <Button onClick={() => act(notice)}>{notice.action.label}</Button>
                      </Popover.Close>
                    )}
                  </li>
                ))}
              </ul>
            </Scrolling>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
