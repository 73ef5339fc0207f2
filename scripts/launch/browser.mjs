import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runQuietly } from './run.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium for the browser tests: one that is there, else Playwright's own, else Debian's.
 * @param {string} node
 * @returns {Promise<string>} its path
 */
export async function ensureBrowser(node) {
  const found = findBrowser();
  if (found) return found;
  console.log('Installing a Chromium for the browser tests...');
  const canUseApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const cli = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  const attempts = [await runQuietly(node, node, canUseApt ? [...cli, '--with-deps'] : cli)];
  if (!findBrowser() && canUseApt) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    attempts.push(await runQuietly(node, 'apt-get', ['update'], env));
    attempts.push(await runQuietly(node, 'apt-get', install, env));
  }
  const installed = findBrowser();
  if (installed) return installed;
  const said = attempts.map(({ output }) => output.slice(-1_000)).join('\n');
  throw new Error(`${said}\ncannot install a Chromium: install one and set CHROMIUM_PATH`);
}

/** @returns {string | undefined} */
function findBrowser() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const require = createRequire(import.meta.url);
  /** @type {string} */
  const own = require('@playwright/test').chromium.executablePath();
  return [...INSTALLED, own].find((path) => existsSync(path));
}
