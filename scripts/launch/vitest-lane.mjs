import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './run.mjs';

/**
 * Runs one of the projects of vitest.config.ts.
 * @param {string} node
 * @param {'unit' | 'pg'} project
 * @param {import('./run.mjs').Env} [env]
 */
export function runVitest(node, project, env = {}) {
  return runWithReport((report) =>
    runNode(
      node,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { NODE_ENV: 'test', ...env },
    ),
  ).then(({ code, report }) => toTally(code, report?.numPassedTests, report?.numFailedTests));
}

/**
 * Counts a lane that broke before or beside its tests as one failure, so that none is lost in the sum.
 * @param {number} code
 * @param {number} [passed]
 * @param {number} [failed]
 * @returns {import('./check.mjs').Tally}
 */
export function toTally(code, passed = 0, failed = 0) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/**
 * Gives a test runner a file for its report, and reads it.
 * @param {(file: string) => Promise<number>} runner
 */
export async function runWithReport(runner) {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-report-'));
  const file = join(directory, 'report.json');
  const code = await runner(file);
  try {
    return { code, report: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return { code: code === 0 ? 1 : code, report: undefined };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
