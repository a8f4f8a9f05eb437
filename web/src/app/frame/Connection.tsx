import { Radio, RefreshCw, WifiOff, type LucideIcon } from 'lucide-react';

import { Icon } from '@/components/Icon';
import type { StreamState } from '@/lib/stream';
import { t } from '@/strings';

import { useLive } from '../live';

const LOOKS: Record<StreamState, { icon: LucideIcon; look: string }> = {
  connecting: { icon: RefreshCw, look: 'text-muted' },
  open: { icon: Radio, look: 'text-good' },
  down: { icon: WifiOff, look: 'text-high' },
};

/** Whether news come by themselves. */
export function Connection({ brief = false }: { brief?: boolean }) {
  const state = useLive();
  const { icon, look } = LOOKS[state];
  return (
    <p
      role="status"
      title={t.connection[state].detail}
      className={`flex items-center gap-1.5 px-2 text-xs ${look}`}
    >
      <Icon of={icon} size={14} />
      <span className={brief && state === 'open' ? 'sr-only' : ''}>{t.connection[state].name}</span>
    </p>
  );
}
