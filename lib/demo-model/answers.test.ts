import { expect, test } from 'vitest';
import { selectScript } from './answers.ts';

const say = (prompt: string) =>
  Array.from({ [Symbol.iterator]: () => selectScript(prompt).tokensFrom(0) }).join('');
const firstLine = (prompt: string) => say(prompt).split('\n')[0];

test('the same prompt has the same answer', () => {
  expect(say('tell me something')).toBe(say('tell me something'));
});

test('obeys counts and echoes to the letter', () => {
  expect([
    say('count to 5'),
    say('Please count to 5 at 50 per second'),
    say('repeat after me: Zürich 🪸  two  spaces'),
    say('repeat after me: cut here [fault: cut at 1]'),
  ]).toEqual(['1 2 3 4 5', '1 2 3 4 5', 'Zürich 🪸  two  spaces', 'cut here']);
});

test('every topic that it offers answers', () => {
  const heads = {
    'what is a durable session?': '## What is a durable session?',
    'how does it work?': '## How Holdfast works',
    'show me markdown': '# A little of everything',
    'how do I use a real model?': '## Talking to a real model',
    'Can I break you?': '## Please do try to break it',
    'What if I press stop?': '## Who is in control',
    'What is kelp?': 'A **holdfast** is what a kelp has in place of roots.',
    'Thanks!':
      'That is kind of you, though I am only a script: the praise belongs to whoever keeps your words in order while they',
  };
  expect(Object.fromEntries(Object.keys(heads).map((prompt) => [prompt, firstLine(prompt)]))).toEqual(heads);
});

test('says that it is not an AI, and quotes what it can’t answer without its markdown', () => {
  expect(say('Why is the *sky* blue?\n# Really? [fault: 500 times 1]')).toMatch(
    /^You wrote “Why is the sky blue\? Really\?”, and I have to be honest with you: \*\*I am not an AI\.\*\*/,
  );
});
