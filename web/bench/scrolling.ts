/** How smoothly a region scrolls. */

import type { Page } from '@playwright/test';

import { drawn } from './recorder';

export interface Scrolling {
  /** Of the frames that there was time for, those that were not drawn. */
  dropped: number;
  /** Milliseconds between the two frames furthest apart. */
  longestFrame: number;
}

const FRAME_MS = 1_000 / 60;
const TURNS = 60;
const PIXELS = 240;

declare global {
  interface Window {
    drawnAt: number[];
  }
}

/** Turns the wheel over the region, through several screens of it. */
export async function scroll(page: Page, selector: string): Promise<Scrolling> {
  const region = await page.locator(selector).first().boundingBox();
  if (!region) throw new Error(`nothing to scroll: ${selector}`);
  await page.mouse.move(region.x + region.width / 2, region.y + Math.min(region.height, 700) / 2);
  await drawn(page);
  await page.evaluate(() => {
    window.drawnAt = [];
    const frame = (time: number) => {
      window.drawnAt.push(time);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, PIXELS);
  await drawn(page);
  const frames = await page.evaluate(() => window.drawnAt);
  const gaps = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
  const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  return { dropped: missed / (missed + gaps.length), longestFrame: Math.max(...gaps) };
}
