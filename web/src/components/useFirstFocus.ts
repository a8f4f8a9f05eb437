import { useEffect, useRef, type RefObject } from 'react';

/** For what takes the focus as it appears: something gave way to it that had the focus. */
export function useFirstFocus<T extends HTMLElement>(takesFocus: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  const takes = useRef(takesFocus);
  useEffect(() => {
    if (takes.current) element.current?.focus();
    takes.current = false;
  }, []);
  return element;
}
