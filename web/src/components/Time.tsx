import { useEffect, useState } from 'react';

import { serviceNow } from '@/lib/clock';
import { formatDateTime, formatRelative } from '@/lib/format';

/** The present by the service's clock, looked at again every so often. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serviceNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serviceNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** A time as how long ago it is; the exact one in its title. */
export function Time({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={formatDateTime(at)} className="whitespace-nowrap">
      {formatRelative(at, now)}
    </time>
  );
}
