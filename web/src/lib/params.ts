/** Values out of an address, which anybody may have written. */

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((item) => item === value);

/** Those of the values that are allowed; one alone may stand without a list. */
export function someOf<T extends string>(value: unknown, allowed: readonly T[]): T[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return allowed.filter((item) => values.includes(item));
}

export function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((item) => textOf(item) ?? []);
}

export const flagOf = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** The object without what is undefined, an empty text or an empty list: an address says only what is not usual. */
export function compact<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => {
      if (item === undefined || item === '') return false;
      return !(Array.isArray(item) && item.length === 0);
    }),
  ) as Partial<T>;
}
