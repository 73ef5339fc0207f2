import { runQuietly } from './run.mjs';
import { runVitest } from './vitest-lane.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */

/** @type {Record<string, string[]>} What a check is called, and the program that makes it. */
const checks = {
  types: ['node_modules/typescript/bin/tsc'],
  lint: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'],
  format: ['node_modules/oxfmt/bin/oxfmt', '--check'],
  layers: ['scripts/check-layers.ts'],
  docs: ['scripts/check-docs.ts'],
  'dead code': ['node_modules/knip/bin/knip.js'],
};

/**
 * `npm run check`: what can be said without a database or a browser.
 * @param {string} node
 */
export async function runCheck(node) {
  const tallies = [await runChecks(node), await runVitest(node, 'unit')];
  return tallies.some(({ failed }) => failed > 0) ? 1 : 0;
}

/**
 * Runs all checks, also after one has failed.
 * @param {string} node
 * @returns {Promise<Tally>}
 */
export async function runChecks(node) {
  const tally = { passed: 0, failed: 0 };
  for (const [name, args] of Object.entries(checks)) {
    const start = performance.now();
    const { code, output } = await runQuietly(node, node, args);
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    if (code !== 0) console.log(output);
    console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name} (${seconds} s)`);
    tally[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return tally;
}
