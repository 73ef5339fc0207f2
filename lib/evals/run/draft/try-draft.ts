import { createId } from '#lib/base/ids.ts';
import type { DraftCall, DraftTrial } from '#lib/evals/model/scenario-draft.ts';
import { toJournal } from '#lib/workbench/to-journal.ts';
import { gradeSolution, type GradedSolution } from '../grade/grade-solution.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Solution } from '../scenario/solution.ts';
import type { DraftSandboxes } from './observe-answer.ts';
import { toSteps } from './to-steps.ts';
import { toTrace } from './to-trace.ts';

/** Grades a seed that nobody touched, and the answer that somebody rated. Throws only for faults of ours. */
export async function tryDraft(
  sandboxes: DraftSandboxes,
  draft: { scenario: Scenario; seed: string; calls: readonly DraftCall[]; answer: string },
): Promise<DraftTrial> {
  const { scenario, seed, calls, answer } = draft;
  const seedFault = await findSeedFault(sandboxes, seed);
  if (seedFault !== undefined)
    return { seedFault, checks: [], passesUntouched: false, passesAnswered: false };
  const grade = (solution: Solution): Promise<GradedSolution> =>
    gradeSolution({ scenario, seed, solutions: [] }, solution, {
      openSandbox: (id) => sandboxes.open(id, 'trial'),
      dropSandbox: (id) => sandboxes.drop(id),
      createId,
    });
  const untouched = await grade({ steps: [], answer: '', trace: [], fails: [] });
  const answered = await grade({
    steps: toSteps(toJournal(calls)),
    answer,
    trace: toTrace(calls),
    fails: [],
  });
  return {
    ...(answered.error === undefined ? {} : { answerFault: answered.error }),
    checks: scenario.checks.map(({ id, level, holds }) => ({
      checkId: id,
      level,
      holds,
      untouched: findTried(untouched, id),
      answered: findTried(answered, id),
    })),
    passesUntouched: untouched.isPassed,
    passesAnswered: answered.isPassed,
  };
}

async function findSeedFault(sandboxes: DraftSandboxes, seed: string): Promise<string | undefined> {
  if (seed.replace(/--.*$/gm, '').trim() === '') return undefined;
  const sandboxId = createId();
  try {
    const sandbox = await sandboxes.open(sandboxId, 'trial');
    const result = await sandbox.seed(seed);
    return result.status === 'error' ? `${result.error.message} (${result.error.sqlstate})` : undefined;
  } finally {
    await sandboxes.drop(sandboxId);
  }
}

function findTried({ outcomes }: GradedSolution, checkId: string): DraftTrial['checks'][number]['untouched'] {
  const found = outcomes.find((outcome) => outcome.checkId === checkId);
  if (!found) throw new Error(`cannot tell of the check ${checkId}: it was not graded`);
  const { status, evidence } = found;
  return { status, evidence };
}
