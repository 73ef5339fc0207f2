import { isSummaryRequest } from '#lib/base/summary-prompt.ts';
import { selectScript } from './answers.ts';
import { findLiteralPlan } from './literal-plans.ts';
import { planWords, type Plan, type Situation } from './plan.ts';
import { findSamplePlan } from './sample-plans.ts';
import { summarise } from './summary.ts';
import { findScenarioPlan } from './workbench/scenario-plans.ts';

/** What to do for a prompt: what it orders to the letter, a sample, a task for the Workbench, or a text. */
export function selectPlan(situation: Situation): Plan {
  const { prompt } = situation;
  if (isSummaryRequest(situation.system)) return planWords(() => summarise(prompt));
  const thought =
    /\bthink (?:hard |carefully |well )?about (.{1,200}?) first\b[\s,.:;]*(?:(?:and )?then\b[\s,:]*)?/i.exec(
      prompt,
    );
  if (thought) {
    const rest = prompt.replace(thought[0], '').trim();
    return planThought(thought[1] ?? '', rest === '' ? prompt : rest);
  }
  return selectActingPlan(situation) ?? planWords(() => selectScript(prompt));
}

function selectActingPlan(situation: Situation): Plan | undefined {
  return findLiteralPlan(situation.prompt) ?? findSamplePlan(situation) ?? findScenarioPlan(situation.prompt);
}

/** Thinks aloud once, then does as it would have done. */
function planThought(about: string, rest: string): Plan {
  return function* (situation) {
    const think =
      `Let me think about ${about}. There is not much to it, since I am a script: I choose among prepared plans by a ` +
      'few words of the prompt. What remains is to carry the chosen one out.';
    const inner = { ...situation, prompt: rest };
    const playing = (selectActingPlan(inner) ?? planWords(() => selectScript(rest)))(inner);
    let next = playing.next();
    let isFirst = true;
    while (!next.done) {
      const results = yield { ...next.value, ...(isFirst && { think }) };
      isFirst = false;
      next = playing.next(results);
    }
    if (!isFirst || (typeof next.value === 'object' && 'think' in next.value)) return next.value;
    return { think, say: next.value };
  };
}
