// Weighs the scripts of each page that was built, packed, and fails where one is heavier than it may be.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes that the scripts of a page may take, packed. */
const MOST = 250_000;
/** Letters at the end of a script's name that tell of what it holds. */
const HASH = '-12345678.js'.length;

const ASSETS = join('dist', 'assets');
if (!existsSync(ASSETS)) {
  process.stdout.write('No pages are built, so none are weighed.\n');
  process.exit();
}

const scripts = new Map(
  readdirSync(ASSETS)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(ASSETS, name), 'utf8')]),
);
const weights = new Map([...scripts].map(([name, text]) => [name, gzipSync(text, { level: 9 }).length]));

const named = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
/** What a script cannot do without, and the workers that it may start, on whichever page. */
const needsOf = (text) => [
  ...named(text, /(?:from|import)["'`]\.\/([\w.-]+\.js)["'`]/g),
  ...named(text, /["'`]\/assets\/([\w.-]+\.js)["'`]/g),
];
/** What it asks for later: the pages. */
const laterOf = (text) => named(text, /import\(["'`]\.\/([\w.-]+\.js)["'`]\)/g);

function allOf(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    allOf(needsOf(scripts.get(name)), found);
  }
  return found;
}

const first = allOf(named(readFileSync(join('dist', 'index.html'), 'utf8'), /"\/assets\/([\w.-]+\.js)"/g));
const later = new Set([...first].flatMap((name) => laterOf(scripts.get(name))));
const pages = [...later].map((page) => {
  const all = allOf([page], new Set(first));
  const bytes = [...all].reduce((sum, name) => sum + weights.get(name), 0);
  return { page: page.slice(0, -HASH), bytes, all };
});

// Were it blind to how scripts name each other, all would seem light.
const seen = new Set(pages.flatMap(({ all }) => [...all]));
const unseen = [...scripts.keys()].filter((name) => !seen.has(name));
if (unseen.length > 0) throw new Error(`No page leads to ${unseen.join(', ')}`);

const tooHeavy = pages.filter(({ bytes }) => bytes > MOST);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
for (const { page, bytes } of tooHeavy) process.stderr.write(`${page}: ${kB(bytes)} of scripts\n`);
if (tooHeavy.length > 0) throw new Error(`The scripts of a page may take ${kB(MOST)}, packed`);
const heaviest = pages.reduce((one, other) => (other.bytes > one.bytes ? other : one));
const start = pages.find(({ page }) => page === 'Repositories');
process.stdout.write(
  `Scripts, packed: the first page ${kB(start.bytes)}, the heaviest (${heaviest.page}) ${kB(heaviest.bytes)}.\n`,
);
