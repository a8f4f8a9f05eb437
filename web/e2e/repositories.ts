/** Git repositories made for the stories. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'devmentor-repositories-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const git = (at: string, ...args: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
    stdio: 'pipe',
  });

type Files = Record<string, string>;

/** A folder that is no repository yet. */
export function emptyFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

/** A repository without a commit. */
export function bareBeginning(name: string): string {
  const path = emptyFolder(name);
  git(path, 'init', '--quiet', '--initial-branch=main');
  return path;
}

/** A repository with these files, in one commit. */
export function repository(name: string, files: Files): string {
  const path = bareBeginning(name);
  commit(path, files, 'Begin');
  return path;
}

/** The same for paths that no folder on this disk could hold: the commit is made without any file. */
export function repositoryOfPaths(name: string, files: Files): string {
  const path = bareBeginning(name);
  const entries = Object.entries(files).map(([file, text]) =>
    [`M 100644 inline ${file}`, `data ${Buffer.byteLength(text)}`, text].join('\n'),
  );
  const input = ['commit refs/heads/main', 'committer Ada <ada@example.org> 0 +0000', 'data 0', ...entries];
  execFileSync('git', ['-C', path, 'fast-import', '--quiet'], { input: `${input.join('\n')}\n` });
  return path;
}

export function commit(path: string, files: Files, message: string): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  git(path, 'add', '--all');
  git(path, 'commit', '--quiet', '--message', message);
}

/** A branch at what stands there. */
export function branch(path: string, name: string): void {
  git(path, 'branch', name);
}

/** A function that no reader can follow: nested conditions and loops. */
const tangled = (name: string): string => `
def ${name}(orders, users, limits, dry_run, verbose, region, currency, retry):
    total = 0
    for order in orders:
        if order and order.get("items"):
            for item in order["items"]:
                if item["price"] > 0:
                    if item["kind"] == "book" or item["kind"] == "map":
                        if users and order["user"] in users:
                            while total < limits["most"]:
                                if dry_run and not verbose:
                                    total += 1
                                elif region == "eu" or currency == "eur":
                                    total += 2
                                else:
                                    total += item["price"]
                        else:
                            total -= 1
                    elif retry:
                        total = 0
    return total
`;

const UNSAFE = `
import os
import sqlite3
import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.route("/orders")
def find_orders():
    """Looks up the orders of a customer."""
    name = request.args.get("name")
    connection = sqlite3.connect("shop.db")
    return connection.execute("SELECT * FROM orders WHERE name = '" + name + "'").fetchall()


@app.route("/ping")
def ping_host():
    """Asks a host whether it answers."""
    host = request.args["host"]
    return subprocess.check_output("ping -c 1 " + host, shell=True)


def read_settings():
    """Reads the settings of the shop from the environment."""
    try:
        return {"key": os.environ["SHOP_KEY"]}
    except:
        pass
`;

/** A small shop in which there is a good deal to find: more than five insights, findings of each severity, clones. */
export function shop(name: string): string {
  const path = repository(name, {
    'requirements.txt': 'flask==3.0.0\n',
    'shop/__init__.py': '',
    'shop/web.py': UNSAFE,
    'shop/totals.py': tangled('count_totals'),
    'shop/reports.py': `${tangled('count_reports')}${tangled('count_again')}`,
    'shop/a.py': 'from shop import b\n\n\ndef a():\n    return b.b()\n',
    'shop/b.py': 'from shop import a\n\n\ndef b():\n    return a.a()\n',
    'README.md': '# Shop\n',
  });
  for (let round = 1; round <= 6; round += 1) {
    commit(path, { 'shop/totals.py': `# round ${round}\n${tangled('count_totals')}` }, `Round ${round}`);
  }
  return path;
}

/** The shop some commits later: one fault is mended, others have come. */
export function changeShop(path: string): void {
  commit(
    path,
    {
      'shop/web.py': UNSAFE.replace('    except:\n        pass', '    except KeyError:\n        return {}'),
      'shop/totals.py': `${tangled('count_totals')}${tangled('count_returns')}`,
    },
    'Count what came back',
  );
}

/** Files with more to list than any list shows at once. */
export function crowd(): Files {
  const careless = (index: number) =>
    `def read_${index}(path):\n    try:\n        return open(path)\n    except:\n        pass\n`;
  const packages = Array.from({ length: 40 }, (_, index) => `package-${index}==1.${index}\n`);
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, part) => [
      `part${part}/read.py`,
      Array.from({ length: 12 }, (_, index) => careless(part * 12 + index)).join('\n\n'),
    ]),
  );
  return { ...files, 'requirements.txt': packages.join('') };
}

/** A repository in which there is nothing to find. */
export function tidy(name: string): string {
  return repository(name, { 'greet.py': 'GREETING = "Hello"\n' });
}

/** So many files that their analysis can be watched. */
export function large(name: string, files = 1_500): string {
  const all: Files = {};
  for (let index = 0; index < files; index += 1) {
    all[`part${index % 40}/module${index}.py`] = tangled(`count_${index}`).repeat(4);
  }
  return repository(name, all);
}
