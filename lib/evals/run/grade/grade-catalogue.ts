import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { QueryCheck } from '../scenario/scenario.ts';
import { fail, pass, type Verdict } from './check-outcome.ts';
import type { FoundNames } from './found-names.ts';
import { matchResult } from './match-result.ts';

/** Asked with the sandbox's own login, read-only. */
export async function gradeCatalogue(
  check: QueryCheck,
  { sandbox, names }: { sandbox: Sandbox; names: FoundNames },
): Promise<Verdict> {
  const result = await sandbox.run(await names.fillIn(check.sql), { mode: 'read' });
  const { matches, actual, wanted } = matchResult(result, check.expect);
  return matches ? pass(actual) : fail(`${actual} (expected ${wanted})`);
}
