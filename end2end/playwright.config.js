import { defineConfig } from '@playwright/test';

// One worker: each spec has a server of its own, and the machine may be small.
export default defineConfig({
  testDir: 'tests',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
});
