import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Chromium as `npm test` found it, else as it is usually installed, else Playwright's own. */
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];
const executablePath = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path));

/**
 * What a browser with a window does beside showing pages: each context would load the pages of an address bar that nobody
 * sees, and keep a process for a page that nobody opens. That was a sixth of all the work. Only the last list counts, so
 * the first line is what Playwright itself switches off on Linux and macOS.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
];

/** The browser's sandbox needs an account that is not root. */
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/start-postgres.ts',
  fullyParallel: true,
  workers: 2,
  // A test that passes the second time is a fault in the test or in the program.
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      chromiumSandbox: !isRoot,
      args: ['--disable-dev-shm-usage', `--disable-features=${disabledFeatures.join(',')}`],
    },
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    // Without the film: on two cores it would cost a third of the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
