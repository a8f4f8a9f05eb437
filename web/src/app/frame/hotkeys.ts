import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

import { undoLast } from '@/components/toasts';
import { moves } from '@/features/tasks/moveTask';
import { lettersAreOn } from '@/lib/letters';

/** Where a letter after `g` leads. */
const PLACES = { r: '/', t: '/tasks', s: '/search', o: '/operations' } as const;

/**
 * `Ctrl K` opens the palette; `Ctrl Z` takes back what was done last; `g` and a letter go to a page. Nothing is taken
 * from who writes, or is in a dialog.
 */
export function useHotkeys(openPalette: () => void): void {
  const navigate = useNavigate();
  const go = useEffectEvent((to: (typeof PLACES)[keyof typeof PLACES]) => void navigate({ to }));
  const open = useEffectEvent(openPalette);
  useEffect(() => {
    let afterG = 0;
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (isCommand && key === 'k') {
        event.preventDefault();
        open();
        return;
      }
      if (isWriting(event.target) || document.querySelector('[role=dialog], [role=menu]')) return;
      // A key that is held down takes back one thing. What is on its way cannot be taken back yet.
      if (isCommand && key === 'z' && !event.repeat && !moves.areUnderWay && undoLast())
        event.preventDefault();
      if (event.ctrlKey || event.metaKey || event.altKey || !lettersAreOn()) return;
      const place = event.timeStamp < afterG ? placeOf(event.key) : undefined;
      afterG = event.key === 'g' ? event.timeStamp + 1_500 : 0;
      if (place) go(place);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

const placeOf = (key: string) => (key in PLACES ? PLACES[key as keyof typeof PLACES] : undefined);

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
