import { expect, test } from 'vitest';
import type { DraftTrial } from '#lib/evals/model/scenario-draft.ts';
import { tellTrial } from './tell-trial.ts';

const sound: DraftTrial = { checks: [], passesUntouched: false, passesAnswered: false };

test.each<[Partial<DraftTrial>, 'good' | 'bad', RegExp]>([
  [{}, 'good', /both .* fail/],
  [{ seedFault: 'no table (42P01)' }, 'bad', /does not apply: no table \(42P01\)/],
  [{ passesUntouched: true }, 'bad', /untouched seed/],
  [{ passesAnswered: true }, 'bad', /rated answer passes/],
])('%j is %s', (changed, tone, words) => {
  expect(tellTrial({ ...sound, ...changed })).toEqual({ tone, words: expect.stringMatching(words) });
});
