import { expect, test } from 'vitest';
import type { Part } from '#lib/protocol/message.ts';
import { buildPrompt, type PromptSource } from './build-prompt.ts';
import {
  answers,
  asks,
  calls,
  createMessage,
  model,
  says,
  stepDone,
  stepOpen,
} from './testing/message-fixture.ts';

const question = asks('Which crab?');
const build = (source: Partial<PromptSource>) =>
  buildPrompt({
    history: [question],
    own: [],
    capabilities: { prefill: false },
    model,
    tools: [{}],
    ...source,
  });
const partial = (text: string): Part[] => [stepOpen, { type: 'text', id: '1', text, state: 'streaming' }];

const asked = { role: 'user', content: 'Which crab?' };
const call = { type: 'tool-call', toolCallId: 't1', toolName: 'look', input: { at: 'sea' } };
const result = {
  type: 'tool-result',
  toolCallId: 't1',
  toolName: 'look',
  output: { type: 'text', value: 'waves' },
};

test.each([true, false])(
  '[R4] an answer of nothing but white space yet is asked for anew, and its white space is not doubled (prefill: %s)',
  (prefill) => {
    const { messages, trimmer } = build({ own: partial('\n\n'), capabilities: { prefill } });
    expect(messages).toEqual([asked]);
    expect(trimmer?.push('\n\nThe blue one.')).toBe('The blue one.');
  },
);

test('[R4] a prefill ends in no white space; what the model writes of it again is taken off', () => {
  const { messages, trimmer } = build({ own: partial('The\n    '), capabilities: { prefill: true } });
  expect(messages).toEqual([asked, { role: 'assistant', content: 'The' }]);
  expect([trimmer?.push('\n  '), trimmer?.push('  blue'), trimmer?.push(' one')]).toEqual([
    '',
    'blue',
    ' one',
  ]);
});

test('[R4] who can not be prefilled is asked to go on, and what it says again is taken off', () => {
  const { messages, trimmer } = build({ own: partial('The blue one, of course') });
  expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
  expect(trimmer?.push('blue one, of course, with')).toBe(', with');
});

test('finished steps come with their calls and the results of them, then what the open step has said', () => {
  const own = [stepDone, says('Let me look.'), calls('t1'), ...partial('It is')];
  expect(build({ own, capabilities: { prefill: true } }).messages).toEqual([
    asked,
    { role: 'assistant', content: [{ type: 'text', text: 'Let me look.' }, call] },
    { role: 'tool', content: [result] },
    { role: 'assistant', content: 'It is' },
  ]);
});

test('[R4] a step that was cut when its calls were whole is given as finished', () => {
  const { messages, trimmer } = build({ own: [stepOpen, says('Let me look.'), calls('t1')] });
  expect([messages.map(({ role }) => role), trimmer]).toEqual([['user', 'assistant', 'tool'], undefined]);
});

test('half a tool input, thoughts that were broken off and empty text are no content', () => {
  const own: Part[] = [
    stepDone,
    { type: 'reasoning', id: 'r', text: 'hm', state: 'abandoned' },
    { type: 'text', id: '1', text: '  ', state: 'done' },
    { type: 'dynamic-tool', toolCallId: 't1', toolName: 'look', state: 'abandoned', inputText: '{"a' },
  ];
  expect(build({ own }).messages).toEqual([asked]);
});

test('answers that were stopped or failed say what they said; those that said nothing are left out', () => {
  const cut = createMessage({ role: 'assistant', status: 'error', parts: [stepDone, says('The bl')] });
  const none = createMessage({ role: 'assistant', status: 'cancelled', parts: [] });
  expect(build({ history: [question, cut, asks('Go on'), none, asks('Hello?')] }).messages).toEqual([
    asked,
    { role: 'assistant', content: [{ type: 'text', text: 'The bl' }] },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Go on' },
        { type: 'text', text: 'Hello?' },
      ],
    },
  ]);
});

test('a branch that was cut to its newest messages begins with a user', () => {
  expect(build({ history: [answers(stepDone, says('Earlier')), question] }).messages).toEqual([asked]);
});

test('thoughts and signatures go back to the model that they came from, and to no other', () => {
  const thought: Part = {
    type: 'reasoning',
    id: 'r',
    text: 'hm',
    state: 'done',
    providerMetadata: { anthropic: { signature: 'sig' } },
  };
  const signed = calls('t1', { providerMetadata: { google: { thoughtSignature: 'sig' } } });
  const history = [question, answers(stepDone, thought, signed, stepDone, says('Blue')), asks('Sure?')];
  const contentOf = (id: string) => build({ history, model: id }).messages[1]?.content;
  expect([contentOf(model), contentOf('demo:kelp')]).toEqual([
    [
      { type: 'reasoning', text: 'hm', providerOptions: { anthropic: { signature: 'sig' } } },
      { ...call, providerOptions: { google: { thoughtSignature: 'sig' } } },
    ],
    [call],
  ]);
});

test('a model that is given no tools is told in words what earlier ones answered', () => {
  const history = [question, answers(stepDone, says('Let me look.'), calls('t1'), stepDone, says('Blue.'))];
  expect(build({ history: [...history, asks('Sure?')], tools: [] }).messages).toEqual([
    asked,
    { role: 'assistant', content: [{ type: 'text', text: 'Let me look.' }] },
    { role: 'user', content: 'The tool look was called with {"at":"sea"} and answered:\nwaves' },
    { role: 'assistant', content: [{ type: 'text', text: 'Blue.' }] },
    { role: 'user', content: 'Sure?' },
  ]);
});
