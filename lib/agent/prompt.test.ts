import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Message } from '#lib/protocol/message.ts';
import { buildPrompt } from './prompt.ts';

const id = createId();
const question: Message = {
  id,
  parentId: null,
  siblings: [id],
  role: 'user',
  parts: [{ type: 'text', text: 'Which crab?' }],
  status: 'complete',
  createdAt: '2026-01-01T00:00:00.000Z',
};

test.each([true, false])(
  '[R4] an answer of nothing but white space yet is asked for anew, and its white space is not doubled (prefill: %s)',
  (canPrefill) => {
    const { messages, trimmer } = buildPrompt([question], '\n\n', canPrefill);
    expect(messages).toEqual([{ role: 'user', content: 'Which crab?' }]);
    expect(trimmer?.push('\n\nThe blue one.')).toBe('The blue one.');
  },
);

test('[R4] a prefill ends in no white space; what the model writes of it again is taken off', () => {
  const { messages, trimmer } = buildPrompt([question], 'The\n    ', true);
  expect(messages.at(-1)).toEqual({ role: 'assistant', content: 'The' });
  expect([trimmer?.push('\n  '), trimmer?.push('  blue'), trimmer?.push(' one')]).toEqual([
    '',
    'blue',
    ' one',
  ]);
});

test('[R4] who can not be prefilled is asked to go on, and what it says again is taken off', () => {
  const { messages, trimmer } = buildPrompt([question], 'The blue one, of course', false);
  expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
  expect(trimmer?.push('blue one, of course, with')).toBe(', with');
});
