import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';

import type { Component } from '@/api/health';
import { Icon } from '@/components/Icon';
import { t } from '@/strings';

const LOOKS = {
  up: { icon: CircleCheck, look: 'text-good' },
  degraded: { icon: TriangleAlert, look: 'text-medium' },
  down: { icon: CircleX, look: 'text-critical' },
};

export function HealthMark({ health }: { health: Component['health'] }) {
  const { icon, look } = LOOKS[health];
  return (
    <span className={`inline-flex items-center gap-1 text-xs font-medium ${look}`}>
      <Icon of={icon} size={14} /> {t.operations.healths[health]}
    </span>
  );
}
