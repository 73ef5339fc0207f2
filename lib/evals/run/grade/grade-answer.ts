import type { CheckOf } from '../scenario/scenario.ts';
import { fail, notApplicable, pass, type Verdict } from './check-outcome.ts';
import { shorten } from './match-result.ts';

/** A pinned model's verdict on an answer. Throws when there is none: that is a fault of ours, not of the answer. */
export type Judge = (about: {
  readonly prompt: string;
  readonly answer: string;
  readonly question: string;
}) => Promise<{ readonly holds: boolean; readonly why: string }>;

/** Words first: where they already fail, no model is asked. */
export async function gradeAnswer(
  { words, question }: CheckOf<'judge'>,
  about: { prompt: string; answer: string; judge: Judge | undefined },
): Promise<Verdict> {
  const faults = words ? findWordFaults(words, about.answer) : [];
  const said = about.answer === '' ? 'no answer' : `“${shorten(about.answer.replace(/\s+/g, ' '), 200)}”`;
  if (faults.length > 0) return fail(`${faults.join('; ')}: ${said}`);
  if (question === undefined) return pass(said);
  if (!about.judge) return words ? pass(`${said}; no judge was asked`) : notApplicable('there is no judge');
  const { holds, why } = await about.judge({ prompt: about.prompt, answer: about.answer, question });
  return holds ? pass(`judge: ${why}`) : fail(`judge: ${why}`);
}

function findWordFaults(
  { all = [], any = [], none = [] }: NonNullable<CheckOf<'judge'>['words']>,
  answer: string,
): string[] {
  const has = (pattern: string): boolean => new RegExp(pattern, 'i').test(answer);
  return [
    ...all.filter((pattern) => !has(pattern)).map((pattern) => `nothing like /${pattern}/`),
    ...(any.length > 0 && !any.some(has)
      ? [`nothing like ${any.map((one) => `/${one}/`).join(' or ')}`]
      : []),
    ...none.filter(has).map((pattern) => `something like /${pattern}/`),
  ];
}
