/** The real service, started for the stories: its own data directory, a free port, no embedding model. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The program under test. */
const PROGRAM = process.env.DEVMENTOR_BIN ?? '../target/debug/devmentor';

/** The environment without settings of the service: it is to run as it does for a new user. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('DEVMENTOR_')),
);

const START_MS = 60_000;

export class Service {
  private child: ChildProcess | undefined;
  url = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'devmentor-e2e-'));

  /** Settings are for what a new user has not: a host of this machine to fetch from, for one. */
  constructor(private readonly settings: Record<string, string> = {}) {}

  /** Starts it, or starts it again at the same address with the same data. */
  async start(): Promise<void> {
    const listen = this.url ? new URL(this.url).host : '127.0.0.1:0';
    const child = spawn(PROGRAM, ['up', '--listen', listen, '--data-dir', this.data], {
      cwd: this.folder,
      env: { ...surroundings, ...this.settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    this.url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no start within ${START_MS} ms:\n${said.join('')}`)),
        START_MS,
      );
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`it ended with ${String(code)}:\n${said.join('')}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(`${line}\n`);
        const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (!address) return;
        clearTimeout(timer);
        resolve(address);
      });
    });
  }

  /** Ends it as Ctrl-C would, and waits until it is gone. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child?.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await gone;
  }

  /** A new one-time link for the owner. */
  link(): string {
    const asked = spawnSync(PROGRAM, ['link', '--data-dir', this.data], {
      cwd: this.folder,
      env: surroundings,
      encoding: 'utf8',
    });
    const link = /https?:\/\/\S+\/welcome#\S+/.exec(asked.stdout)?.[0];
    if (!link) throw new Error(`no link in what it said:\n${asked.stdout}${asked.stderr}`);
    return link;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.folder, 'data');
  }
}
