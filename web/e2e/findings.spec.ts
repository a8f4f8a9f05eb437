/** A long list of findings: where the reader is in it, and stays. */

import type { Page } from '@playwright/test';

import { crowd, repository } from './repositories';
import { analyse, expect, test } from './story';

const listOf = (page: Page) => page.getByRole('listbox', { name: 'Findings' });

test('the keyboard goes far down a list, and what is chosen stays in view', async ({ page }) => {
  await analyse(page, repository('far-down', crowd()));
  await page.goto(`${new URL(page.url()).pathname}/findings`);
  const list = listOf(page);
  const chosen = list.getByRole('option', { selected: true });
  await list.focus();
  for (const [key, place] of [
    ...Array.from({ length: 20 }, (_, step) => ['ArrowDown', step + 1] as const),
    ['PageDown', 30],
    ['PageUp', 20],
    ['End', 100],
    ['Home', 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chosen).toHaveAttribute('aria-posinset', String(place));
    await expect(chosen).toBeInViewport({ ratio: 0.9 });
  }
});
