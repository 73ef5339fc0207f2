import { expect, test } from 'vitest';
import { countSteps, findTask, type Conversation, type Turn } from './conversation.ts';

const user = (text: string): Turn => ({ role: 'user', text });
const assistant = (text: string): Turn => ({ role: 'assistant', text });
const called: Turn[] = [
  { role: 'call', id: '1', name: 'list_tables', text: '{}' },
  { role: 'result', id: '1', text: 'none', failed: false },
];
const toTask = (...turns: Turn[]) => {
  const conversation: Conversation = {
    model: 'demo-coral',
    system: '',
    turns,
    tools: [],
    stream: true,
    maxTokens: 9,
  };
  return findTask(conversation);
};

test('what was said before the last result belongs to a step that is over', () => {
  expect(toTask(user('a'), assistant('I look.'), ...called)).toMatchObject({ kind: 'answer', answered: '' });
  expect(toTask(user('a'), assistant('I look.'), ...called, assistant('Ther'))).toMatchObject({
    kind: 'prefill',
    prompt: 'a',
    answered: 'Ther',
  });
});

test('a new wish starts a new plan, results told in words do not', () => {
  const told = user('The tool list_tables was called with {} and answered:\nnone');
  expect([
    toTask(user('a'), ...called, user('b'))?.prompt,
    toTask(user('a'), assistant('I look.'), told),
  ]).toMatchObject(['b', { kind: 'answer', prompt: 'a' }]);
});

test('counts a step for each round of results, parallel ones as one', () => {
  const twice = [called[0], called[0], called[1], called[1]].filter((turn) => turn !== undefined);
  expect([[], called, twice, [...called, ...called]].map(countSteps)).toEqual([1, 2, 2, 3]);
});
