import { expect, test } from 'vitest';
import { isTitleRequest, toTitle } from './title.ts';

test('knows a title request by its instructions', () => {
  expect(
    [
      'Write a short title for this conversation.',
      'You are helpful.',
      'Give each job a title. Keep it short.',
    ].map(isTitleRequest),
  ).toEqual([true, false, false]);
});

test('takes the telling words of a message', () => {
  const titles = {
    'Can you please explain to me durable sessions?': 'Durable sessions',
    'count to 300 at 50 per second [fault: cut at 20 times 1]': 'Count to 300',
    '# What is the `event log`, and why?': 'The event log, and why',
    hello: 'Hello',
    '???': 'New conversation',
    '🪸': '🪸',
  };
  expect(Object.fromEntries(Object.keys(titles).map((message) => [message, toTitle(message)]))).toEqual(
    titles,
  );
});
