import { expect, test } from 'vitest';
import type { Task } from './conversation.ts';
import { toTokens, type Step, type Token } from './step.ts';
import { play, textOf } from './testing/play.ts';
import { scenarioPrompts } from './testing/scenario-prompts.ts';
import { allRules, toSituation } from './testing/workbench-tools.ts';

const prompts = Object.values(scenarioPrompts).map(([prompt]) => prompt);
const toTask = (kind: 'answer' | 'prefill' | 'continue', answered = ''): Task => ({
  kind,
  prompt: '',
  since: [],
  answered,
});

/** Words of a part in one string, in order. */
function collect(tokens: Iterable<Token>): [kind: string, text: string][] {
  const parts: { head: Token['head']; text: string }[] = [];
  for (const { head, text } of tokens) {
    const last = parts.at(-1);
    if (last?.head === head) last.text += text;
    else parts.push({ head, text });
  }
  return parts.map(({ head, text }) => [head.kind, text]);
}

const afterText = (step: Step) =>
  collect(toTokens(step, toTask('answer'))).filter(([kind]) => kind === 'call');

test.each(prompts)(
  '[R4] %s: cut anywhere, every step goes on to the same words and the same calls',
  async (prompt) => {
    const { steps } = await play(toSituation(prompt, { system: allRules }), () => '{"rows":[]}');
    for (const step of steps) {
      const whole = textOf(step);
      for (let length = 1; length <= whole.length; length += 7) {
        const answered = whole.slice(0, length);
        const left = collect(toTokens(step, toTask('prefill', answered)));
        const said = left.map(([kind, text]) => (kind === 'text' ? text : '')).join('');
        expect(answered + said).toBe(whole);
        expect(left.filter(([kind]) => kind !== 'text')).toEqual(afterText(step));
        const again = collect(toTokens(step, toTask('continue', answered)));
        const overlapping = again[0]?.[1] ?? '';
        const overlap = answered.length + overlapping.length - whole.length;
        expect(overlap).toBeGreaterThan(0);
        expect(answered.slice(0, answered.length - overlap) + overlapping).toBe(whole);
        expect(again.filter(([kind]) => kind !== 'text')).toEqual(afterText(step));
      }
    }
  },
);

test('a step that only acts says the end of what stands there again, then acts', () => {
  const step: Step = [{ kind: 'call', name: 'list_tables', input: {} }];
  expect([
    collect(toTokens(step, toTask('continue', 'I said something.'))),
    collect(toTokens(step, toTask('prefill', 'I said something.'))),
  ]).toEqual([
    [
      ['text', 'I said something.'],
      ['call', '{}'],
    ],
    [['call', '{}']],
  ]);
});
