/** A git repository of many files with a history, the same in every run. */

import { execFileSync } from 'node:child_process';

import { DIALECTS, faultyFunction, makeModules, pathOf, textOf, type Module } from './modules';
import { Random } from './random';
import { PEOPLE } from './words';

const SEED = 4;
const FILES = 5_000;
const COMMITS = 240;
/** The first commit's time; the others follow it at a distance of a day. */
const BEGIN = Date.UTC(2025, 0, 6, 9) / 1_000;
const DAY = 86_400;

export class SeededRepository {
  private readonly random = new Random(SEED);
  private readonly modules: Module[];
  private commits = 0;

  constructor(readonly path: string) {
    this.modules = makeModules(FILES, this.random);
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
    const extras = DIALECTS.flatMap(({ extras: files }) => Object.entries(files));
    const first = this.commit('Begin', [...extras, ...this.modules.map(asFile)]);
    const later = Array.from({ length: COMMITS - 1 }, () => this.commit('Work on it', this.changeSome(12)));
    this.write([first, ...later]);
  }

  /** One more commit: some modules get a fault more, and others lose one. */
  change(modules: number): void {
    this.write([this.commit('Change a good deal', this.changeSome(modules), 'from refs/heads/main^0\n')]);
  }

  /** The files of modules that changed. Some modules change often, most hardly ever, as in life. */
  private changeSome(most: number): [path: string, text: string][] {
    const changed = new Set<Module>();
    for (let more = this.random.between(1, most); more > 0; more -= 1) {
      const at = Math.floor(this.random.next() ** 3 * this.modules.length);
      const module = this.modules[at];
      if (!module) continue;
      if (this.random.isChance(0.4) && module.functions.length > 2) module.functions.pop();
      else module.functions.push(faultyFunction(module.dialect, this.random));
      changed.add(module);
    }
    return [...changed].map(asFile);
  }

  /** A commit as `git fast-import` reads it. */
  private commit(message: string, files: readonly [path: string, text: string][], from = ''): string {
    const person = this.random.pick(PEOPLE);
    const who = `${person} <${person.toLowerCase()}@example.org> ${BEGIN + this.commits * DAY} +0000`;
    this.commits += 1;
    const changes = files.map(([path, text]) => `M 644 inline ${path}\n${data(text)}`).join('');
    return `commit refs/heads/main\ncommitter ${who}\n${data(message)}${from}${changes}\n`;
  }

  private write(commits: readonly string[]): void {
    execFileSync('git', ['-C', this.path, 'fast-import', '--quiet'], { input: commits.join('') });
  }
}

const asFile = (module: Module): [path: string, text: string] => [pathOf(module), textOf(module)];

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
