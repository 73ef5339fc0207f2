import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import type { Solution } from '../scenario/solution.ts';
import { applySeed, applySolution } from './apply-solution.ts';
import type { CheckOutcome } from './check-outcome.ts';
import { gradeScenario } from './grade-scenario.ts';

export interface GradedSolution {
  readonly scenarioId: string;
  readonly condition: Condition;
  /** What went wrong when its SQL was run; then it is graded as far as it came. */
  readonly error?: string;
  readonly outcomes: readonly CheckOutcome[];
  /** Its SQL ran, and no must check fails. */
  readonly isPassed: boolean;
}

/** Grades a solution on sandboxes of its own, which are gone afterwards. */
export async function gradeSolution(
  { scenario, seed }: LoadedScenario,
  solution: Solution,
  sandboxes: {
    openSandbox: (sandboxId: string) => Promise<Sandbox>;
    dropSandbox: (sandboxId: string) => Promise<void>;
    createId: () => string;
  },
): Promise<GradedSolution> {
  const opened: string[] = [];
  const openSeeded = async (): Promise<Sandbox> => {
    const id = sandboxes.createId();
    opened.push(id);
    const sandbox = await sandboxes.openSandbox(id);
    await applySeed(sandbox, seed);
    return sandbox;
  };
  try {
    const sandbox = await openSeeded();
    const error = await applySolution(sandbox, solution.steps);
    const { answer, trace = [] } = solution;
    const condition = solution.trace === undefined ? 'baseline' : 'mcp';
    const outcomes = await gradeScenario({ scenario, sandbox, openSeeded, answer, trace, condition });
    const musts = new Set(scenario.checks.filter(({ level }) => level === 'must').map(({ id }) => id));
    return {
      scenarioId: scenario.id,
      condition,
      ...(error === undefined ? {} : { error }),
      outcomes,
      isPassed:
        error === undefined &&
        !outcomes.some(({ checkId, status }) => status === 'fail' && musts.has(checkId)),
    };
  } finally {
    await Promise.all(opened.map((id) => sandboxes.dropSandbox(id)));
  }
}
