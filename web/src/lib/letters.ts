/** Whether letters alone are shortcuts: who speaks to the computer may want them off. */

import { useSyncExternalStore } from 'react';

import { recall, remember } from './storage';

const KEY = 'letters';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const listeners = new Set<() => void>();
let on: boolean | undefined;

export const lettersAreOn = (): boolean => (on ??= recall(KEY, isBoolean) ?? true);

export function setLetters(next: boolean): void {
  on = next;
  remember(KEY, next);
  listeners.forEach((listener) => listener());
}

export function useLetters(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, lettersAreOn);
}
