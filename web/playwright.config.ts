import { existsSync } from 'node:fs';

import { defineConfig } from '@playwright/test';

/** The system's Chromium; Playwright's own is not fetched. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

export default defineConfig({
  testDir: 'e2e',
  // The stories share one service and its work, so they come one after the other.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A story that passes the second time is told as flaky; one that fails twice fails.
  retries: 1,
  reporter: [['list']],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    colorScheme: 'light',
    trace: 'retain-on-failure',
    launchOptions: { ...(CHROMIUM ? { executablePath: CHROMIUM } : {}), args: ['--no-sandbox'] },
  },
});
