import { expect, test } from 'vitest';
import type { ScenarioDraft } from '#lib/evals/model/scenario-draft.ts';
import { toDraftFiles } from './draft-files.ts';

const draft: ScenarioDraft = {
  id: 'draft',
  skillName: 'workbench',
  slug: 'ferries',
  title: 'Ferries',
  prompt: 'Make ferries.',
  seed: '',
  checks: '[]',
  note: 'Rated bad: one\rdrop table ferries;\r\ntwo\u2028three',
  trace: [{ toolName: 'run\rdrop table ferries;', state: 'output-error', input: {} }],
  answer: '',
  source: { sessionId: 'session', messageId: 'message' },
  revision: 1,
  createdBy: 'ada',
  createdAt: '',
  updatedAt: '',
};

test('what people and models said stays in comments, however its lines end', () => {
  const solutions = Object.entries(toDraftFiles(draft)).filter(([path]) => path.startsWith('solutions/'));
  // Postgres ends a comment at either of the two.
  const lines = solutions.flatMap(([, text]) => text.split(/[\r\n]/)).filter((line) => line !== '');
  expect(lines.filter((line) => !line.startsWith('--'))).toEqual([]);
  expect(lines).toContain('-- drop table ferries;');
});
