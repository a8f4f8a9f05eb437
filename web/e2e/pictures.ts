/** Pictures for people to look at, each in both themes and at two widths. SCREENSHOTS names another folder for them. */

import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect } from './story';

const folder = process.env.SCREENSHOTS ?? join('test-results', 'pictures');

const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
const THEMES = ['light', 'dark'] as const;

interface PictureOptions {
  /** All of a page that is longer than the window. */
  whole?: boolean;
  /** Narrow screens reach it another way: it is brought there anew. Else the window is only made narrower. */
  anew?: boolean;
}

/** Takes the pictures of what `show` brings onto the page. */
export async function picture(
  page: Page,
  name: string,
  show: () => Promise<unknown>,
  { whole = false, anew = false }: PictureOptions = {},
): Promise<void> {
  for (const [index, size] of SIZES.entries()) {
    await page.setViewportSize(size);
    if (index === 0 || anew) await show();
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${name}-${size.width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: whole, animations: 'disabled' });
    }
  }
}

/** Waits until code has its colours. */
export async function coloured(page: Page): Promise<void> {
  await expect(page.locator('[class^=hljs]').first()).toBeVisible();
}

/** From here on the service's answers do not come, but for those to addresses that fit. */
export async function hold(page: Page, allowed: RegExp): Promise<void> {
  await page.route('**/api/**', (route) => {
    return allowed.test(new URL(route.request().url()).pathname) ? route.fallback() : undefined;
  });
}
