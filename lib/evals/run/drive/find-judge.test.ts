import { expect, test } from 'vitest';
import { findJudge } from './find-judge.ts';

const models = { listModels: () => [{ id: 'demo:kelp' }] };

test('a judge that is not offered judges nothing: results are none of its', () => {
  expect([undefined, 'demo:kelp', 'openai:gone'].map((id) => findJudge(models, id))).toEqual([
    undefined,
    'demo:kelp',
    undefined,
  ]);
});
