import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { CheckOf, Scenario } from '../scenario/scenario.ts';
import { toClaims } from '../scenario/visitors.ts';
import { fail, pass, type Verdict } from './check-outcome.ts';
import type { FoundNames } from './found-names.ts';
import { matchResult, shorten } from './match-result.ts';

/** Every step runs, so that the evidence tells the whole story; one that differs is enough to fail. */
export async function gradeBehaviour(
  check: CheckOf<'behaviour'>,
  { sandbox, scenario, names }: { sandbox: Sandbox; scenario: Scenario; names: FoundNames },
): Promise<Verdict> {
  const statements: string[] = [];
  for (const { sql } of check.steps) statements.push(await names.fillIn(sql));
  const results = await sandbox.asUsers(
    check.steps.map(({ as }, index) => ({ claims: toClaims(scenario, as), sql: statements[index] ?? '' })),
  );
  let isFine = true;
  const lines = check.steps.map(({ as, expect }, index) => {
    const result = results[index];
    if (!result) throw new Error('cannot grade: a step gave no result');
    const { matches, actual, wanted } = matchResult(result, expect);
    if (!matches) isFine = false;
    const line = `${as}: ${shorten((statements[index] ?? '').replace(/\s+/g, ' '), 160)} → ${actual}`;
    return matches ? line : `${line} (expected ${wanted})`;
  });
  return isFine ? pass(lines.join('\n')) : fail(lines.join('\n'));
}
