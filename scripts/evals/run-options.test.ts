import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { BadInput } from './bad-input.ts';
import { parseRunOptions, RUN_USAGE } from './run-options.ts';

const usual = {
  skillName: undefined,
  scenarioIds: [],
  conditions: [],
  modelIds: [],
  repeats: 3,
  maxCostUsd: null,
  version: 'production',
  files: { json: undefined, junit: undefined },
  isDry: false,
  isAgreed: false,
};

test('nothing said is what is usual', () => {
  expect(parseRunOptions([])).toEqual(usual);
});

test('everything can be said; lists by commas, by saying it again, or both', () => {
  const directory = createTemporaryDirectory();
  const [json, junit] = [join(directory, 'r.json'), join(directory, 'r.xml')];
  const words =
    '--scenario a,b --scenario c --condition mcp, --condition mcp+skill --model x:1 --model y:2 --repeats 5';
  const others = '--max-cost $2.50 --version 12 --skill kelp --dry-run --yes';
  const args = [...words.split(' '), ...others.split(' '), '--json', json, '--junit', junit];
  expect(parseRunOptions(args)).toEqual({
    skillName: 'kelp',
    scenarioIds: ['a', 'b', 'c'],
    conditions: ['mcp', 'mcp+skill'],
    modelIds: ['x:1', 'y:2'],
    repeats: 5,
    maxCostUsd: 2.5,
    version: { named: '12' },
    files: { json, junit },
    isDry: true,
    isAgreed: true,
  });
  expect(parseRunOptions(['--folder'])).toEqual({ ...usual, version: 'folder' });
});

test.each<[string, string[], string]>([
  ['an unknown option', ['--fast'], `Unknown option '--fast'`],
  ['a word too many', ['view-invoker'], RUN_USAGE],
  ['an unknown condition', ['--condition', 'skill'], 'there are baseline, mcp, mcp+skill'],
  ['no repeats', ['--repeats', '0'], '--repeats is a whole number from 1 to 10'],
  ['too many repeats', ['--repeats', '11'], '--repeats is a whole number from 1 to 10'],
  ['half a repeat', ['--repeats', '1.5'], '--repeats is a whole number from 1 to 10'],
  ['a cost of nothing', ['--max-cost', '0'], '--max-cost is US dollars'],
  ['a cost that is a word', ['--max-cost', 'much'], '--max-cost is US dollars'],
  ['two versions', ['--folder', '--version', '3'], 'cannot try both'],
  [
    'a file in a folder that is not there',
    ['--json', 'nowhere/r.json'],
    'cannot write --json nowhere/r.json',
  ],
])('%s is bad input', (_what, args, message) => {
  expect(() => parseRunOptions(args)).toThrow(message);
  expect(() => parseRunOptions(args)).toThrow(BadInput);
});

test('a folder is no file to write', () => {
  const folder = join(createTemporaryDirectory(), 'r.xml');
  mkdirSync(folder);
  expect(() => parseRunOptions(['--junit', folder])).toThrow('it is a folder');
});
