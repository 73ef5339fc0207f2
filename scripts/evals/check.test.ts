import { expect, test } from 'vitest';
import { check, CHECK_USAGE } from './check.ts';

const reference = 'skills/workbench/evals/view-invoker/solutions/reference.sql';

test.each<[string, string[], string]>([
  ['no scenario', ['--solution', reference], CHECK_USAGE],
  ['no solution', ['view-invoker'], CHECK_USAGE],
  ['two scenarios', ['view-invoker', 'rls-slow', '--solution', reference], CHECK_USAGE],
  ['an option that there is not', ['view-invoker', '--fast'], "Unknown option '--fast'"],
  [
    'an unknown scenario',
    ['view', '--solution', reference],
    'cannot check "view": there is no such scenario',
  ],
  ["an object's own word", ['constructor', '--solution', reference], 'cannot check "constructor"'],
  [
    'a file that is not there',
    ['view-invoker', '--solution', 'nowhere.sql'],
    'cannot read nowhere.sql: ENOENT',
  ],
  [
    'a folder',
    ['view-invoker', '--solution', 'lib.sql/'],
    'cannot read lib.sql/: a solution is a .sql or a .md file',
  ],
  [
    'another kind of file',
    ['view-invoker', '--solution', 'package.json'],
    'cannot read package.json: a solution is',
  ],
])('%s is told before anything is started', async (_what, args, message) => {
  await expect(check(args)).rejects.toThrow(message);
});
