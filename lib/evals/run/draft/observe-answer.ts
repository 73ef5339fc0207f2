import { createId } from '#lib/base/ids.ts';
import { advise } from '#lib/workbench/advisors/advise.ts';
import type { Finding } from '#lib/workbench/advisors/finding.ts';
import type { JournalEntry, Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import { applySeed, applySolution } from '../grade/apply-solution.ts';
import { toSeed } from './to-seed.ts';
import { toSteps } from './to-steps.ts';

/** Where seeds and answers are done again, in sandboxes that are brought back. */
export interface DraftSandboxes {
  open(sandboxId: string, kind: 'trial'): Promise<Sandbox>;
  drop(sandboxId: string): Promise<void>;
}

/**
 * What the advisors find behind an answer and did not find before it: all of it is done again in a sandbox that is gone
 * afterwards, and as far as it can be. Throws when the seed does not apply.
 */
export async function observeAnswer(
  sandboxes: DraftSandboxes,
  journal: { before: readonly JournalEntry[]; answer: readonly JournalEntry[] },
): Promise<Finding[]> {
  if (journal.answer.length === 0) return [];
  const sandboxId = createId();
  try {
    const sandbox = await sandboxes.open(sandboxId, 'trial');
    await applySeed(sandbox, toSeed(journal.before));
    const before = new Set((await findAll(sandbox)).map(toKey));
    await applySolution(sandbox, toSteps(journal.answer));
    return (await findAll(sandbox)).filter((finding) => !before.has(toKey(finding)));
  } finally {
    await sandboxes.drop(sandboxId);
  }
}

async function findAll(sandbox: Sandbox): Promise<Finding[]> {
  const description = await sandbox.describe();
  return [...advise(description, 'security'), ...advise(description, 'performance')];
}

const toKey = ({ id, on, name = '' }: Finding): string => JSON.stringify([id, on, name]);
