import type { VersionView } from '../skill-view.ts';

/** How much a version was followed lately. */
export function toUseWords({ answers, sessions, trials }: VersionView['uses']): string {
  const people = answers === 0 ? '' : `${count(answers, 'answer')} in ${count(sessions, 'session')}`;
  const evals = trials === 0 ? '' : count(trials, 'trial');
  return [people, evals].filter(Boolean).join(', ') || 'not used lately';
}

const count = (number: number, word: string): string =>
  `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
