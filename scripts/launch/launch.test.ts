import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { isBundled } from './build.mjs';
import { isInstalled } from './dependencies.mjs';
import { runNode, runQuietly } from './run.mjs';
import { ensureStep, fingerprintFiles } from './step.mjs';
import { parseOnly } from './test.mjs';
import { runWithReport, toTally } from './vitest-lane.mjs';

let directory: string;

beforeEach(() => {
  directory = createTemporaryDirectory();
});

test('packages are installed when npm has a record of each, other platforms apart', () => {
  const wanted = { '': {}, a: { version: '1.0.0' }, b: { version: '2.0.0', optional: true } };
  expect(isInstalled(wanted, { a: { version: '1.0.0' } })).toBe(true);
  expect(isInstalled(wanted, { a: { version: '1.0.1' } })).toBe(false);
  expect(isInstalled(wanted, { b: { version: '2.0.0' } })).toBe(false);
  expect(isInstalled(wanted, undefined)).toBe(false);
});

test('a fingerprint follows names and contents, not what is filtered out', () => {
  const file = join(directory, 'a.ts');
  const read = (): string =>
    fingerprintFiles([directory, join(directory, 'absent')], (path) => !path.endsWith('.log'));
  writeFileSync(file, 'one');
  const first = read();
  writeFileSync(join(directory, 'a.log'), 'noise');
  expect(read()).toBe(first);
  writeFileSync(file, 'two');
  expect(read()).not.toBe(first);
});

test('tests and what pages never import make no new build', () => {
  const files = ['app/page.tsx', 'lib/state/reduce.ts', 'lib/state/reduce.test.ts', 'lib/agent/run-loop.ts'];
  expect(files.filter(isBundled)).toEqual(['app/page.tsx', 'lib/state/reduce.ts']);
});

test('a step is repeated when its input changed, its output is gone or it failed', async () => {
  const output = join(directory, 'output');
  vi.spyOn(console, 'log').mockReturnValue();
  const done: string[] = [];
  const ensure = (fingerprint: string, work = () => Promise.resolve()): Promise<void> =>
    ensureStep({
      name: 'test',
      stampsDir: join(directory, 'stamps'),
      line: 'Testing...',
      fingerprint,
      output,
      work: async () => {
        await work();
        mkdirSync(output, { recursive: true });
        done.push(fingerprint);
      },
    });
  await ensure('one');
  await ensure('one');
  await ensure('two');
  await expect(ensure('three', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await ensure('two');
  expect(done).toEqual(['one', 'two', 'two']);
});

test('a lane that breaks without a failing test counts as one failure', async () => {
  expect([toTally(0, 3, 0), toTally(1, 3, 2), toTally(1, 3, 0), toTally(1)]).toEqual([
    { passed: 3, failed: 0 },
    { passed: 3, failed: 2 },
    { passed: 3, failed: 1 },
    { passed: 0, failed: 1 },
  ]);
  expect(await runWithReport(() => Promise.resolve(0))).toEqual({ code: 1, report: undefined });
});

test('--only chooses lanes, and refuses what is none', () => {
  expect(parseOnly([])).toEqual(['check', 'unit', 'pg', 'e2e']);
  expect(parseOnly(['--only', 'unit', '--only=pg'])).toEqual(['unit', 'pg']);
  expect(() => parseOnly(['--only', 'all'])).toThrow('cannot test "all"');
});

test("a program's exit code and signal come through", async () => {
  const run = (code: string): Promise<number> => runNode(process.execPath, ['-e', code]);
  expect(await run('process.exit(3)')).toBe(3);
  expect(await run('process.kill(process.pid, "SIGKILL")')).toBe(128 + 9);
  expect(await runQuietly(process.execPath, 'no-such-program', [])).toMatchObject({ code: 127 });
});
