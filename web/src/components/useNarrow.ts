import { useSyncExternalStore } from 'react';

/** As Tailwind's `max-lg`: there is no room for details beside their list. */
const narrow = window.matchMedia('(width < 64rem)');

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
}
