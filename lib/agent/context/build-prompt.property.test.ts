import type { ModelMessage } from 'ai';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message, Part, ToolPart } from '#lib/protocol/message.ts';
import { buildPrompt } from './build-prompt.ts';
import { calls, createMessage, model } from './testing/message-fixture.ts';

const states: readonly ToolPart['state'][] = [
  'input-streaming',
  'input-available',
  'approval-requested',
  'approval-responded',
  'running',
  'output-available',
  'output-error',
  'output-denied',
  'abandoned',
];

let count = 0;
const arbitraryText = fc.oneof(fc.constantFrom('', ' ', '\n'), fc.string({ minLength: 1, maxLength: 20 }));

const arbitraryPart: fc.Arbitrary<Part> = fc.oneof(
  fc
    .record({ text: arbitraryText, state: fc.constantFrom('streaming', 'done') })
    .map(({ text, state }): Part => ({ type: 'text', id: `x${count++}`, text, state })),
  fc
    .record({ text: arbitraryText, state: fc.constantFrom('streaming', 'done', 'abandoned') })
    .map(({ text, state }): Part => ({ type: 'reasoning', id: `x${count++}`, text, state })),
  fc
    .record({
      state: fc.constantFrom(...states),
      input: fc.constantFrom(undefined, {}, 'half', { at: 1 }),
      output: fc.oneof(arbitraryText, fc.constant({ rows: [] })),
      untrusted: fc.boolean(),
    })
    .map((part): Part => calls(`c${count++}`, part)),
);

const arbitraryParts = fc
  .array(fc.record({ isDone: fc.boolean(), parts: fc.array(arbitraryPart, { maxLength: 4 }) }), {
    maxLength: 4,
  })
  .map((steps): Part[] =>
    steps.flatMap(({ isDone, parts }, index) => [
      // Only the last step can be open.
      { type: 'step-start', state: isDone || index < steps.length - 1 ? 'done' : 'streaming' },
      ...parts,
    ]),
  );

const arbitraryMessage: fc.Arbitrary<Message> = fc.oneof(
  arbitraryText.map((text) => createMessage({ role: 'user', parts: [{ type: 'text', text }] })),
  fc
    .record({ parts: arbitraryParts, model: fc.constantFrom(model, 'openai:gpt-5') })
    .map((answer) => createMessage({ role: 'assistant', ...answer })),
);

type Asked = { history: Message[]; own: Part[]; prefill: boolean; tools: object[] };

const arbitraryPrompt: fc.Arbitrary<Asked> = fc.record({
  history: fc
    .array(arbitraryMessage, { maxLength: 6 })
    .map((messages) => [...messages, createMessage({ role: 'user', parts: [{ type: 'text', text: 'Go' }] })]),
  own: arbitraryParts,
  prefill: fc.boolean(),
  tools: fc.constantFrom([], [{}]),
});

const build = ({ prefill, ...source }: Asked) =>
  buildPrompt({ ...source, capabilities: { prefill }, model }).messages;

const partsOf = (message: ModelMessage | undefined) =>
  message && typeof message.content !== 'string' ? message.content : [];
const idsOf = (message: ModelMessage | undefined, type: 'tool-call' | 'tool-result') =>
  partsOf(message).flatMap((part) => (part.type === type ? [part.toolCallId] : []));

test('every call has exactly one result, right after the message that makes it, and no result lacks its call', () => {
  fc.assert(
    fc.property(arbitraryPrompt, (prompt) => {
      const messages = build(prompt);
      messages.forEach((message, index) => {
        if (message.role === 'assistant') {
          const asked = idsOf(message, 'tool-call');
          expect(idsOf(asked.length > 0 ? messages[index + 1] : undefined, 'tool-result')).toEqual(asked);
        }
        if (message.role === 'tool') expect(messages[index - 1]?.role).toBe('assistant');
      });
    }),
  );
});

test('roles alternate: a user first and after every answer, results only between two answers or before a user', () => {
  fc.assert(
    fc.property(arbitraryPrompt, (prompt) => {
      const roles = build(prompt).map(({ role }) => role);
      expect(roles[0]).toBe('user');
      expect(roles.some((role, index) => role === roles[index - 1])).toBe(false);
    }),
  );
});

test('nothing that a provider is given is empty', () => {
  fc.assert(
    fc.property(arbitraryPrompt, (prompt) => {
      for (const message of build(prompt)) {
        if (typeof message.content === 'string') expect(message.content.trim()).not.toBe('');
        else expect(message.content.length).toBeGreaterThan(0);
        for (const part of partsOf(message)) {
          if (part.type === 'text') expect(part.text.trim()).not.toBe('');
        }
        const isOnlyThought =
          message.role === 'assistant' && partsOf(message).every(({ type }) => type === 'reasoning');
        expect(typeof message.content !== 'string' && isOnlyThought).toBe(false);
      }
    }),
  );
});

test('no text of the run’s own is lost', () => {
  fc.assert(
    fc.property(arbitraryPrompt, (prompt) => {
      const said = JSON.stringify(build(prompt));
      for (const part of prompt.own) {
        if (part.type === 'text') expect(said).toContain(JSON.stringify(part.text.trim()).slice(1, -1));
      }
    }),
  );
});
