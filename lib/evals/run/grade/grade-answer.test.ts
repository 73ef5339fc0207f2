import { expect, test } from 'vitest';
import type { CheckOf } from '../scenario/scenario.ts';
import { gradeAnswer, type Judge } from './grade-answer.ts';

const about: CheckOf<'judge'> = {
  id: 'a',
  rules: ['S10'],
  level: 'must',
  holds: 'It is said',
  kind: 'judge',
};
const words = { all: ['export', 'Password'], any: ['csv', 'xlsx'], none: ['dropped'] };

/** With the questions that the judge was asked. */
async function grade(
  check: Partial<CheckOf<'judge'>>,
  answer: string,
  verdict?: { holds: boolean; why: string },
): Promise<unknown[]> {
  const asked: unknown[] = [];
  const judge: Judge = (question) => {
    asked.push(question);
    return Promise.resolve(verdict ?? { holds: false, why: '' });
  };
  const given = { prompt: 'Summarise.', answer, judge: verdict ? judge : undefined };
  const { status, evidence } = await gradeAnswer({ ...about, ...check }, given);
  return [status, evidence, asked.length];
}

test('all of the words, one of the choice, none of the forbidden, whatever their case', async () => {
  expect([
    await grade({ words }, 'The EXPORT as csv, and the password mail.'),
    await grade({ words }, 'The export as csv.'),
    await grade({ words }, 'The export and the password.'),
    await grade({ words }, 'export password csv dropped'),
    await grade({ words }, ''),
  ]).toEqual([
    ['pass', '“The EXPORT as csv, and the password mail.”', 0],
    ['fail', 'nothing like /Password/: “The export as csv.”', 0],
    ['fail', 'nothing like /csv/ or /xlsx/: “The export and the password.”', 0],
    ['fail', 'something like /dropped/: “export password csv dropped”', 0],
    ['fail', 'nothing like /export/; nothing like /Password/; nothing like /csv/ or /xlsx/: no answer', 0],
  ]);
});

test('a judge is asked once the words are there; without one the words decide, or nothing does', async () => {
  const question = 'Is it a summary?';
  const said = { words: { all: ['export'] }, question };
  expect([
    await grade(said, 'The export.', { holds: true, why: 'It is.' }),
    await grade(said, 'The export.', { holds: false, why: 'It is not.' }),
    await grade(said, 'Nothing.', { holds: true, why: 'It is.' }),
    await grade(said, 'The export.'),
    await grade({ question }, 'The export.'),
  ]).toEqual([
    ['pass', 'judge: It is.', 1],
    ['fail', 'judge: It is not.', 1],
    ['fail', 'nothing like /export/: “Nothing.”', 0],
    ['pass', '“The export.”; no judge was asked', 0],
    ['not-applicable', 'there is no judge', 0],
  ]);
});
