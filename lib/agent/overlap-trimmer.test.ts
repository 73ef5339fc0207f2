import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OverlapTrimmer } from './overlap-trimmer.ts';

function trim(existing: string, deltas: readonly string[], minChars = 12): string {
  const trimmer = new OverlapTrimmer(existing, minChars);
  return deltas.map((delta) => trimmer.push(delta)).join('') + trimmer.end();
}

const existing = 'The holdfast is what keeps kelp on its rock';

test.each([
  ['the end again', [' kelp on its rock', ' in any sea'], ' in any sea'],
  ['from within a word', ['lp on its rock in any sea'], ' in any sea'],
  ['word by word', [' kelp', ' on', ' its', ' rock', ' in'], ' in'],
  ['all of it', [existing, ' in any sea'], ' in any sea'],
  ['nothing', [' in any sea'], ' in any sea'],
  ['a beginning that goes another way', [' kelp on', ' a beach'], ' kelp on a beach'],
  ['fewer characters than chance allows', [' rock', ' and roll'], ' rock and roll'],
] as const)('[R4] %s', (_, deltas, expected) => {
  expect(trim(existing, deltas)).toBe(expected);
});

test('[R4] a text shorter than chance is recognised as a whole', () => {
  expect(trim('One', ['One', ' two'])).toBe(' two');
});

test('[R4] white space that a prefill left off comes once', () => {
  expect(trim('\n', ['\n- item'], 1)).toBe('- item');
});

test('[R4] whatever is repeated, however it is cut, the texts add up to the whole', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{4,9}$/), { minLength: 6, maxLength: 40 });
  fc.assert(
    fc.property(
      words,
      fc.nat(),
      fc.nat(),
      fc.array(fc.integer({ min: 1, max: 9 })),
      (list, at, back, cuts) => {
        // Each word once, so that what looks like a repetition is one.
        const whole = [...new Set(list)].join(' ');
        const stop = 13 + (at % Math.max(1, whole.length - 13));
        const said = whole.slice(0, stop);
        const overlap = 12 + (back % Math.max(1, said.length - 12));
        const continuation = whole.slice(Math.max(0, stop - overlap));
        const deltas: string[] = [];
        for (let from = 0, cut = 0; from < continuation.length; cut++) {
          const length = cuts[cut % Math.max(1, cuts.length)] ?? 5;
          deltas.push(continuation.slice(from, from + length));
          from += length;
        }
        expect(said + trim(said, deltas)).toBe(whole);
      },
    ),
  );
});
