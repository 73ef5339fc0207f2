import type { Turn } from '../conversation.ts';
import { findNextStep, type PlannedCall, type Situation } from '../plan.ts';
import { selectPlan } from '../plans.ts';
import type { Step } from '../step.ts';

export interface Played {
  steps: Step[];
  calls: PlannedCall[];
  /** The last words. */
  text: string;
}

const MAX_STEPS = 40;

/** A run of the model against tools that answer at once. Throws when it does not end. */
export async function play(
  situation: Situation,
  answer: (call: PlannedCall) => string | Promise<string>,
): Promise<Played> {
  const since: Turn[] = [];
  const steps: Step[] = [];
  const made: PlannedCall[] = [];
  while (steps.length < MAX_STEPS) {
    const step = findNextStep(selectPlan(situation), situation, since);
    steps.push(step);
    const calls = step.filter((part) => part.kind === 'call');
    if (calls.length === 0) return { steps, calls: made, text: textOf(step) };
    for (const { name, input } of calls) {
      // Cast: plans call with objects.
      const call = { name, input: input as Record<string, unknown> };
      const id = `call-${made.length}`;
      made.push(call);
      since.push({ role: 'call', id, name, text: JSON.stringify(input) });
      since.push({ role: 'result', id, text: await answer(call), failed: false });
    }
  }
  throw new Error(`cannot finish: "${situation.prompt}" goes on after ${MAX_STEPS} steps`);
}

export const textOf = (step: Step) =>
  step.map((part) => (part.kind === 'text' ? part.script.prefix(Infinity) : '')).join('');
