import type { DraftTrial } from '#lib/evals/model/scenario-draft.ts';

/** Whether a scenario would show something, in a sentence. */
export function tellTrial({ seedFault, passesUntouched, passesAnswered }: DraftTrial): {
  tone: 'good' | 'bad';
  words: string;
} {
  if (seedFault !== undefined) return { tone: 'bad', words: `The seed does not apply: ${seedFault}` };
  if (passesUntouched)
    return {
      tone: 'bad',
      words:
        'Every must check passes on the untouched seed: who does nothing would pass. Add one that fails on it.',
    };
  if (passesAnswered)
    return {
      tone: 'bad',
      words: 'The rated answer passes every must check. Add one that tells what was wrong with it.',
    };
  return {
    tone: 'good',
    words: 'The seed applies, and both the untouched seed and the rated answer fail a must check.',
  };
}
