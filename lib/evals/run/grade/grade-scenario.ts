import { assertNever } from '#lib/base/assert.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { Check, Scenario } from '../scenario/scenario.ts';
import type { TraceCall } from '../scenario/trace-rule.ts';
import { fail, notApplicable, type CheckOutcome, type Verdict } from './check-outcome.ts';
import { FoundNames, NameMissing } from './found-names.ts';
import { gradeAnswer, type Judge } from './grade-answer.ts';
import { gradeBehaviour } from './grade-behaviour.ts';
import { gradeCatalogue } from './grade-catalogue.ts';
import { gradePlan } from './grade-plan.ts';
import { gradeSchema } from './grade-schema.ts';
import { gradeTrace } from './grade-trace.ts';

export interface Grading {
  readonly scenario: Scenario;
  /** As the model left it. Grading changes nothing in it but its statistics. */
  readonly sandbox: Sandbox;
  /** Another sandbox with the same seed; asked for at most once, and only where a check compares with it. */
  readonly openSeeded: () => Promise<Sandbox>;
  readonly answer: string;
  readonly trace: readonly TraceCall[];
  readonly condition: Condition;
  readonly judge?: Judge;
}

/**
 * Grades one trial, check by check. What the model wrote runs with the sandbox's own login or as a visitor of the API,
 * never as more. Throws only for faults of ours, so what is thrown is no model's failure.
 */
export async function gradeScenario(grading: Grading): Promise<CheckOutcome[]> {
  const { scenario, sandbox } = grading;
  const names = new FoundNames(sandbox, scenario);
  let seeded: Promise<Sandbox> | undefined;
  const openSeeded = (): Promise<Sandbox> => (seeded ??= grading.openSeeded());
  const outcomes: CheckOutcome[] = [];
  // Schemas last: running migrations again changes the sandbox to compare with, and others compare before.
  for (const check of scenario.checks.toSorted((a, b) => toTurn(a) - toTurn(b)))
    outcomes.push({ checkId: check.id, ...(await gradeCheck(check, { ...grading, openSeeded }, names)) });
  const order = scenario.checks.map(({ id }) => id);
  return outcomes.toSorted((a, b) => order.indexOf(a.checkId) - order.indexOf(b.checkId));
}

const toTurn = (check: Check): number => ('schema' in check && check.schema === 'as-migrations' ? 1 : 0);

async function gradeCheck(check: Check, grading: Grading, names: FoundNames): Promise<Verdict> {
  const hasTools = grading.condition !== 'baseline';
  if (!hasTools && (check.needsTools === true || check.kind === 'trace'))
    return notApplicable('there were no tools');
  const about = { ...grading, names, hasTools };
  try {
    switch (check.kind) {
      case 'catalogue':
        return 'sql' in check ? await gradeCatalogue(check, about) : await gradeSchema(check, about);
      case 'behaviour':
        return await gradeBehaviour(check, about);
      case 'plan':
        return await gradePlan(check, about);
      case 'trace':
        return gradeTrace(check.calls, grading.trace);
      case 'judge':
        return await gradeAnswer(check, {
          prompt: grading.scenario.prompt,
          answer: grading.answer,
          judge: grading.judge,
        });
      default:
        return assertNever(check);
    }
  } catch (error) {
    if (error instanceof NameMissing) return fail(error.message);
    throw error;
  }
}
