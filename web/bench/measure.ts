/** Opens a page as somebody would who was never there, in a quick browser and in a slow one, and tells how it went. */

import type { Browser, BrowserContext, Page } from '@playwright/test';

import { SLOWDOWN, type Figures } from './figures';
import type { TimedPage } from './pages';
import { drawn, record, recorded, untilUsable, type Recorded } from './recorder';
import { scroll, type Scrolling } from './scrolling';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export class Measuring {
  constructor(
    private readonly browser: Browser,
    private readonly session: Session,
    private readonly url: string,
  ) {}

  /** The middle of several rounds; of the requests, the slowest of all. */
  async figuresOf(timed: TimedPage, rounds: number): Promise<Figures> {
    const all: Figures[] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await this.once(timed));
    const middle = (value: (figures: Figures) => number): number =>
      all.map(value).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    const [first] = all;
    if (!first) throw new Error('no rounds');
    return {
      ...first,
      usable: middle((figures) => figures.usable),
      slowest: all.map(({ slowest }) => slowest).reduce((a, b) => (a.ms > b.ms ? a : b)),
      longestTask: middle((figures) => figures.longestTask),
      largestPaint: middle((figures) => figures.largestPaint),
      slowestInput: timed.act && middle((figures) => figures.slowestInput ?? 0),
      scrolling: timed.scrolls
        ? {
            dropped: middle((figures) => figures.scrolling?.dropped ?? 0),
            longestFrame: middle((figures) => figures.scrolling?.longestFrame ?? 0),
          }
        : undefined,
      strangers: [...new Set(all.flatMap(({ strangers }) => strangers))],
    };
  }

  private async once(timed: TimedPage): Promise<Figures> {
    const strangers = new Set<string>();
    let scrolling: Scrolling | undefined;
    const quick = await this.open(timed, 1, strangers, async (page) => {
      if (timed.scrolls) scrolling = await scroll(page, timed.scrolls);
    });
    const slow = await this.open(timed, SLOWDOWN, strangers, async (page) => {
      await timed.act?.(page);
      await drawn(page);
    });
    const asked = quick.requests.map(({ url, ms }) => ({ url: url.slice(this.url.length), ms }));
    const sum = (bytes: readonly { bytes: number }[]) => bytes.reduce((total, one) => total + one.bytes, 0);
    return {
      page: timed.name,
      usable: quick.usable,
      slowest: asked.reduce((a, b) => (a.ms > b.ms ? a : b), { url: '', ms: 0 }),
      bytes: sum(quick.requests),
      scriptBytes: sum(quick.requests.filter(({ isScript }) => isScript)),
      longestTask: quick.longestTask,
      largestPaint: slow.largestPaint,
      slowestInput: timed.act && slow.slowestInput,
      scrolling,
      strangers: [...strangers],
    };
  }

  /** What was recorded until the page was usable, and of inputs until the end. */
  private async open(
    timed: TimedPage,
    slowdown: number,
    strangers: Set<string>,
    then: (page: Page) => Promise<void>,
  ): Promise<Recorded> {
    const context = await this.browser.newContext({ storageState: this.session, viewport: VIEWPORT });
    const page = await context.newPage();
    page.on('request', (request) => {
      const { origin, protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== this.url) strangers.add(host);
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await record(page, timed.usable);
    await page.goto(this.url + timed.path, { waitUntil: 'commit' });
    try {
      await untilUsable(page);
    } catch (error) {
      throw new Error(`${timed.name} at ${page.url()}`, { cause: error });
    }
    await drawn(page);
    const seen = await recorded(page);
    await then(page);
    const { slowestInput } = await recorded(page);
    await context.close();
    return { ...seen, slowestInput };
  }
}

const VIEWPORT = { width: 1440, height: 900 };
