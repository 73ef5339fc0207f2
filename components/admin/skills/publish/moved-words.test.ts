import { expect, test } from 'vitest';
import type { MoveView } from '../skill-view.ts';
import { toMovedWords } from './moved-words.ts';

const uses = { answers: 0, sessions: 0, trials: 0 };
const version = { hash: 'bbb', number: 2, author: 'Ben', note: '', parent: null, createdAt: '', uses };
const move: MoveView = {
  label: 'production',
  revision: 2,
  kind: 'move',
  fromHash: 'aaa',
  toHash: 'bbb',
  author: 'Ben',
  why: ' It is better. ',
  at: '',
};

test('says who moved what where, and why', () => {
  expect(toMovedWords(move, [version])).toBe(
    'Ben moved production to version 2 meanwhile (“It is better.”). Nothing was changed by you: look again and decide anew.',
  );
  expect(toMovedWords({ ...move, why: '' }, [])).toBe(
    'Ben moved production elsewhere meanwhile. Nothing was changed by you: look again and decide anew.',
  );
});
