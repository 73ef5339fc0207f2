import { expect, test } from 'vitest';
import { toCellPath, toStartPath } from './eval-paths.ts';
import { cellOf } from './testing/matrix-fixture.ts';

const place = { axis: 'rule', rowId: 'S02', condition: 'mcp+skill', modelId: 'demo:kelp' } as const;

test('a cell of one trial leads to it, one of more to all of them', () => {
  expect([
    toCellPath('run', place, cellOf({ trialIds: ['t1'] })),
    toCellPath('run', place, cellOf({ trialIds: ['t1', 't2'] })),
  ]).toEqual([
    '/admin/evals/run/trials/t1',
    '/admin/evals/run/trials?rule=S02&condition=mcp%2Bskill&model=demo%3Akelp',
  ]);
});

test('the form can be filled in by its address', () => {
  expect(toStartPath({ skillName: 'workbench', hash: 'ab', scenarioIds: ['a', 'b'] })).toBe(
    '/admin/evals?skill=workbench&version=ab&scenarios=a%2Cb',
  );
});
