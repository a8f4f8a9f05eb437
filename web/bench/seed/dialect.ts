/** What a language brings to the seeded repository: where its modules stand, and code with and without faults. */

import type { Random } from './random';

export interface Place {
  area: string;
  part: string;
  /** The module's own name, in snake case. */
  name: string;
}

export interface Dialect {
  /** Of all modules. */
  share: number;
  path: (place: Place, isTest: boolean) => string;
  /** What stands before the functions: imports of these modules, and more. */
  head: (place: Place, imports: readonly Place[], isTest: boolean) => string;
  tail: string;
  /** A function without a fault around these statements. `$f`, `$n` and `$N` stand for names in it, `$k` for a number. */
  plain: (body: string) => string;
  statements: readonly string[];
  /** Functions with faults that the rules find. */
  faults: readonly string[];
  /** How `read_order` is written here. */
  spell: (snake: string) => string;
  /** Files beside the modules. */
  extras: Readonly<Record<string, string>>;
}

/** A name in camel case. */
export const camel = (snake: string): string =>
  snake.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** A template with its names and numbers. */
export function filled(template: string, random: Random, name: string, nouns: readonly string[]): string {
  const noun = random.pick(nouns);
  return template
    .replaceAll('$f', name)
    .replaceAll('$n', noun)
    .replaceAll('$N', noun.charAt(0).toUpperCase() + noun.slice(1))
    .replace(/\$k/g, () => String(random.between(2, 90)));
}
