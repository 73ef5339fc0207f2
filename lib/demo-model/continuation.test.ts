import { expect, test } from 'vitest';
import { selectScript } from './answers.ts';
import { continueScript, continueWithOverlap } from './continuation.ts';

const join = (tokens: Iterator<string>) => Array.from({ [Symbol.iterator]: () => tokens }).join('');
const prompts = ['count to 400', 'what is a durable session?', 'show me markdown', 'hello'];

test.each(prompts)('%s: every prefix is continued to the same text', (prompt) => {
  const script = selectScript(prompt);
  const whole = join(script.tokensFrom(0));
  for (let length = 0; length <= whole.length; length++) {
    expect(whole.slice(0, length) + join(continueScript(script, whole.slice(0, length)))).toBe(whole);
  }
});

test.each(prompts)('%s: asked to continue, it repeats at least 12 characters first', (prompt) => {
  const script = selectScript(prompt);
  const whole = join(script.tokensFrom(0));
  const overlaps = new Set<number>();
  for (let length = 1; length <= whole.length; length++) {
    const said = join(continueWithOverlap(script, whole.slice(0, length)));
    const overlap = said.length - (whole.length - length);
    expect(said).toBe(whole.slice(length - overlap));
    expect(overlap).toBeGreaterThanOrEqual(Math.min(length, 12));
    expect(overlap).toBeLessThanOrEqual(61);
    overlaps.add(overlap);
  }
  expect(overlaps.size).toBeGreaterThan(30);
});

test('finds its place in a text that storage has changed', () => {
  const script = selectScript('count to 400');
  const said = script.prefix(200);
  const rest = join(script.tokensFrom(200));
  expect([
    join(continueScript(script, said.replace('3 ', '3\uFFFD '))),
    join(continueScript(script, `${said.slice(0, 60)} and something else${said.slice(60)}`)),
  ]).toEqual([rest, rest]);
});

test('starts again, apart, after a text that is not its own', () => {
  expect(join(continueScript(selectScript('count to 3'), 'Once upon a time'))).toBe('\n\n1 2 3');
});
