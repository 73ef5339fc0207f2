import { expect, test } from 'vitest';
import { conditions, type Condition } from '#lib/evals/model/eval-spec.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { toCacheKey, type TrialSurroundings } from './cache-key.ts';

const about = { rules: ['S01'], level: 'must' as const, holds: 'It holds' };
const scenario: Scenario = {
  id: 'one',
  title: 'One',
  prompt: 'Do one.',
  rules: ['S01'],
  checks: [{ ...about, id: 'a', kind: 'catalogue', sql: 'select 1', expect: 'works' }],
};
const judged: Scenario = {
  ...scenario,
  checks: [{ ...about, id: 'a', kind: 'judge', question: 'Is it?', words: { any: ['yes'] } }],
};

interface Facts {
  scenario: Scenario;
  seed: string;
  modelId: string;
  skillHash: string;
  surroundings: TrialSurroundings;
}
const facts: Facts = {
  scenario,
  seed: '',
  modelId: 'demo:kelp',
  skillHash: 'a',
  surroundings: {
    sandbox: 'roles and tables',
    instructions: 'be plain',
    workbench: 'tools',
    judgeModel: undefined,
    limits: { runSteps: 25 },
  },
};

const toKey = (condition: Condition, changed: Partial<Facts> = {}): string => {
  const { modelId, skillHash, surroundings, ...loaded } = { ...facts, ...changed };
  return toCacheKey({ condition, modelId }, { skillName: 'workbench', skillHash }, loaded, surroundings);
};
/** In which conditions a trial is another one after a change. */
const changes = (changed: Partial<Facts>, base: Partial<Facts> = {}): Condition[] =>
  conditions.filter((condition) => toKey(condition, { ...base, ...changed }) !== toKey(condition, base));
const around = (changed: Partial<TrialSurroundings>) => ({
  surroundings: { ...facts.surroundings, ...changed },
});

test('a result holds for what it is a result of: each condition knows what it was given', () => {
  expect({
    nothing: changes({}),
    skill: changes({ skillHash: 'b' }),
    tools: changes(around({ workbench: 'other tools' })),
    sandbox: changes(around({ sandbox: 'other tables' })),
    instructions: changes(around({ instructions: 'be brief' })),
    prompt: changes({ scenario: { ...scenario, prompt: 'Do two.' } }),
    seed: changes({ seed: 'create table t ()' }),
    checks: changes({ scenario: judged }),
    model: changes({ modelId: 'demo:coral' }),
    limits: changes(around({ limits: { runSteps: 3 } })),
    judgeOfNothing: changes(around({ judgeModel: 'demo:kelp' })),
    judge: changes(around({ judgeModel: 'demo:kelp' }), { scenario: judged }),
  }).toEqual({
    nothing: [],
    skill: ['mcp+skill'],
    tools: ['mcp', 'mcp+skill'],
    sandbox: [...conditions],
    instructions: [...conditions],
    prompt: [...conditions],
    seed: [...conditions],
    checks: [...conditions],
    model: [...conditions],
    limits: [...conditions],
    judgeOfNothing: [],
    judge: [...conditions],
  });
});
