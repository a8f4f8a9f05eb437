/** Pages for what should not happen: an address that leads nowhere, and a fault of ours. */

import type { ErrorComponentProps } from '@tanstack/react-router';
import { Compass } from 'lucide-react';

import { usePageTitle } from '@/components/Page';
import { Empty, Failure, ToHome } from '@/components/states';
import { t } from '@/strings';

export function Missing() {
  usePageTitle(t.errors.missingTitle);
  return (
    <Empty icon={Compass} title={<h1>{t.errors.missingTitle}</h1>} action={<ToHome />}>
      {t.errors.missing}
    </Empty>
  );
}

export function Broken({ error }: ErrorComponentProps) {
  usePageTitle(t.errors.brokenTitle);
  return <Failure error={error} retry={() => window.location.reload()} />;
}
