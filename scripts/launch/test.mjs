import { ensureBrowser } from './browser.mjs';
import { ensureBuild } from './build.mjs';
import { runChecks } from './check.mjs';
import { runNode } from './run.mjs';
import { runVitest, runWithReport, toTally } from './vitest-lane.mjs';

/** @typedef {import('./check.mjs').Tally} Tally */

/** @type {Record<string, (node: string) => Promise<Tally>>} */
const lanes = {
  check: runChecks,
  // The simulation gets twenty seconds of seeds on each of two cores here, and some seconds in `npm run check`.
  unit: (node) => runVitest(node, 'unit', { HOLDFAST_SIMULATION_MS: '20000' }),
  pg: (node) => runVitest(node, 'pg'),
  e2e: runPlaywright,
};

/**
 * `npm test`: all lanes, each to its end whatever the others did, and the sum as the last line.
 * `--only <lane>`, as often as wanted, chooses.
 * @param {string} node
 * @param {string[]} args
 */
export async function runTests(node, args) {
  const names = parseOnly(args);
  const sum = { passed: 0, failed: 0 };
  /** @type {Promise<unknown> | undefined} */
  let building;
  for (const name of names) {
    console.log(`\n== ${name}`);
    // Tests on Postgres wait a good deal of their time. What is wrong with the build is told by the lane that needs it.
    if (name === 'pg' && names.includes('e2e')) building = ensureBuild(node).catch(() => undefined);
    if (name === 'e2e') await building;
    const { passed, failed } = await runLane(node, name);
    sum.passed += passed;
    sum.failed += failed;
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/** @param {string[]} args */
export function parseOnly(args) {
  const chosen = args.filter((arg) => arg !== '--only').map((arg) => arg.replace(/^--only=/, ''));
  const unknown = chosen.find((name) => !(name in lanes));
  if (unknown) throw new Error(`cannot test "${unknown}": the lanes are ${Object.keys(lanes).join(', ')}`);
  return chosen.length > 0 ? chosen : Object.keys(lanes);
}

/**
 * @param {string} node
 * @param {string} name
 * @returns {Promise<Tally>}
 */
async function runLane(node, name) {
  try {
    return (await lanes[name]?.(node)) ?? { passed: 0, failed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * On a production build, in a real browser.
 * @param {string} node
 */
async function runPlaywright(node) {
  await ensureBuild(node);
  const browser = await ensureBrowser(node);
  const { code, report } = await runWithReport((file) =>
    runNode(node, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    }),
  );
  return toTally(code, report?.stats.expected, (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0));
}
