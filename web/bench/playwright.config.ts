/** `npm run bench`: how quick the pages are on a large repository. Figures of a busy machine mean nothing. */

import { defineConfig } from '@playwright/test';

import stories from '../playwright.config';

// A debug build is not what people run.
process.env.DEVMENTOR_BIN ??= '../target/release/devmentor';

export default defineConfig({
  ...stories,
  testDir: '.',
  testMatch: '*.bench.ts',
  timeout: 30 * 60_000,
  retries: 0,
  expect: { timeout: 60_000 },
  use: { ...stories.use, viewport: { width: 1440, height: 900 }, trace: 'off' },
});
