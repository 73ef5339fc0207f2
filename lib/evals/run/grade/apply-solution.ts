import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { SolutionStep } from '../scenario/solution.ts';

/** Applies what a solution does, as the sandbox's own login. Answers with what went wrong; then the rest is left out. */
export async function applySolution(
  sandbox: Sandbox,
  steps: readonly SolutionStep[],
): Promise<string | undefined> {
  for (const step of steps) {
    const result =
      step.kind === 'migration'
        ? await sandbox.applyMigration(step.name, step.sql)
        : await sandbox.seed(step.sql);
    if (result.status === 'error') return `${result.error.message} (${result.error.sqlstate})`;
  }
  return undefined;
}

/** A scenario's seed. An empty one leaves the template as it is. Throws when it does not run: that is a fault of ours. */
export async function applySeed(sandbox: Sandbox, seed: string): Promise<void> {
  if (seed.replace(/--.*$/gm, '').trim() === '') return;
  const result = await sandbox.seed(seed);
  if (result.status === 'error')
    throw new Error(`cannot seed the sandbox: ${result.error.message} (${result.error.sqlstate})`);
}
