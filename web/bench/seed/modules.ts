/** The modules of the seeded repository: names, imports, functions with and without faults, copies of each other. */

import { filled, type Dialect, type Place } from './dialect';
import { go } from './go';
import { java } from './java';
import { python } from './python';
import type { Random } from './random';
import { typescript } from './typescript';
import { AREAS, NOUNS, PARTS, VERBS } from './words';

export const DIALECTS: readonly Dialect[] = [python, typescript, go, java];

export interface Module {
  dialect: Dialect;
  place: Place;
  isTest: boolean;
  imports: readonly Place[];
  functions: string[];
}

const TESTS = 0.12;
/** Of all functions, those that stand in another module too. */
const COPIES = 0.04;

export function makeModules(count: number, random: Random): Module[] {
  const modules: Module[] = [];
  for (const dialect of DIALECTS) {
    const own: Module[] = [];
    for (let number = 0; number < Math.round(count * dialect.share); number += 1) {
      own.push(makeModule(dialect, number, own, random));
    }
    closeCircles(own, random);
    modules.push(...own);
  }
  return modules;
}

function makeModule(dialect: Dialect, number: number, known: readonly Module[], random: Random): Module {
  const place = {
    area: random.pick(AREAS),
    part: random.pick(PARTS),
    name: `${random.pick(VERBS)}_${random.pick(NOUNS)}_${number}`,
  };
  const isTest = random.isChance(TESTS);
  const functions: string[] = [];
  for (let more = random.between(3, 7); more > 0; more -= 1) {
    const copied = random.isChance(COPIES) && known.length > 0 ? random.pick(known).functions[0] : undefined;
    functions.push(copied ?? plainFunction(dialect, random), faultyFunction(dialect, random));
  }
  const imports = Array.from(
    { length: known.length > 0 ? random.below(4) : 0 },
    () => random.pick(known).place,
  );
  return { dialect, place, isTest, imports: [...new Set(imports)], functions };
}

/** A few modules import one that came after them. */
function closeCircles(modules: Module[], random: Random): void {
  modules.forEach((module, at) => {
    const later = modules[at + random.between(1, 40)];
    if (later && random.isChance(0.03)) module.imports = [...new Set([...module.imports, later.place])];
  });
}

export function faultyFunction(dialect: Dialect, random: Random): string {
  return filled(random.pick(dialect.faults), random, nameOf(dialect, random), NOUNS);
}

function plainFunction(dialect: Dialect, random: Random): string {
  const body = Array.from({ length: random.between(2, 7) }, () => random.pick(dialect.statements)).join('');
  return filled(dialect.plain(body), random, nameOf(dialect, random), NOUNS);
}

const nameOf = (dialect: Dialect, random: Random): string =>
  dialect.spell(`${random.pick(VERBS)}_${random.pick(NOUNS)}_${random.below(1_000)}`);

export const pathOf = ({ dialect, place, isTest }: Module): string => dialect.path(place, isTest);

export const textOf = ({ dialect, place, imports, isTest, functions }: Module): string =>
  `${dialect.head(place, imports, isTest)}${functions.join('')}${dialect.tail}`;
