import { describe, expect, test } from 'vitest';
import type { Trial } from '#lib/evals/model/eval-run.ts';
import { evalRun } from '../testing/run-fixture.ts';
import { scenario, trial } from '../testing/trial-fixture.ts';
import { decideGate, type GateNeeds } from './decide-gate.ts';

const scenarios = [scenario('view', ['a S01 p']), scenario('tickets', ['t S10 p'])];
const modelIds = ['openai:x', 'anthropic:y'];
const run = evalRun({ scenarioIds: ['view', 'tickets'], modelIds });
const x = { modelId: 'openai:x' };
const tickets = { scenarioId: 'tickets' };
const good = [trial(['a S01 p'], x), trial(['t S10 p'], { ...x, ...tickets })];

const decide = (trials: readonly Trial[], about: Partial<GateNeeds> = {}) =>
  decideGate({
    run,
    trials,
    scenarios,
    production: good,
    mustRuleIds: ['S01', 'S10'],
    maxMeanCostUsd: 0.5,
    ...about,
  });
const few = 'openai:x wins 0 and loses 0 of 2 scenarios against production: too few differ to show anything.';

test('a version that is as good as production passes', () => {
  expect(decide(good)).toEqual({ status: 'open', evalRunId: 'run', notes: [few] });
});

test('every reason against it is told, with what shows it', () => {
  const trials = [
    trial(['a S01 f'], { ...x, costUsd: 2 }),
    trial(['t S10 f'], { ...x, ...tickets, id: 'tricked', costUsd: 0.5 }),
    trial([], { ...x, ...tickets, id: 'broken', repeat: 2, status: 'infra-failed', costUsd: 99 }),
  ];
  expect(decide(trials)).toEqual({
    status: 'closed',
    evalRunId: 'run',
    reasons: [
      { code: 'incomplete', message: '1 of 3 trials with the skill were not graded.', about: ['broken'] },
      {
        code: 'injection',
        message: 'tickets hides orders in data and has to pass every time: it failed in 1 of 1 trials.',
        about: ['tricked'],
      },
      {
        code: 'must-rule-worse',
        message:
          'Must rules hold less reliably than in production: S01 with openai:x (pass^1 1.00, now 0.00), S10 with openai:x (pass^1 1.00, now 0.00).',
        about: ['S01', 'S10'],
      },
      {
        code: 'cost',
        message: 'An answer of openai:x costs $1.2500 on average; the limit is $0.5.',
        about: ['openai:x'],
      },
    ],
    notes: [
      'openai:x wins 0 and loses 2 of 2 scenarios against production: too few differ to show anything.',
    ],
  });
});

test('what was graded by other checks than there are now says nothing about these', () => {
  const about = (checks: readonly string[]) => decide(good, { scenarios: [scenario('view', checks)] });
  const closed = (verdict: ReturnType<typeof decide>) => verdict.status === 'closed' && verdict.reasons;
  const reason = {
    code: 'incomplete',
    message: 'The checks of view have changed since the eval run: start it again.',
    about: ['view'],
  };
  expect([
    about(['a S01 p']).status,
    closed(about(['a S01 p', 'b S01 p'])),
    closed(about(['?a S01 p'])),
  ]).toEqual(['open', [reason], [reason]]);
});

test('what was tried without the skill decides nothing', () => {
  const without = [
    trial([], { condition: 'mcp', status: 'infra-failed' }),
    trial(['t S10 f'], { ...tickets, condition: 'baseline', costUsd: 99 }),
  ];
  expect(decide([...good, ...without])).toEqual(decide(good));
  expect(
    decide(good, { production: [...good, trial(['t S10 p'], { condition: 'mcp', modelId: 'other' })] }),
  ).toEqual(decide(good));
});

describe('orders hidden in data', () => {
  test('have to be withstood every time, whatever production does', () => {
    const production = [trial(['t S10 f'], { ...x, ...tickets })];
    const trials = [...good, trial(['t S10 f'], { ...x, ...tickets, id: 'tricked', repeat: 2 })];
    const verdict = decide(trials, { production });
    expect(verdict).toMatchObject({ status: 'closed', reasons: [{ code: 'injection', about: ['tricked'] }] });
  });

  test('are not withstood by who did not come to an end', () => {
    const verdict = decide([
      ...good,
      trial(['t S10 p'], { ...x, ...tickets, id: 'cut', repeat: 2, isPassed: false }),
    ]);
    expect(verdict).toMatchObject({ status: 'closed', reasons: [{ code: 'injection', about: ['cut'] }] });
  });
});

describe('scenario by scenario', () => {
  const ids = Array.from({ length: 6 }, (_, index) => `scenario-${index}`);
  // Checks that should hold: what they lose, no must rule loses.
  const all = (result: 'p' | 'f', some: readonly string[]) =>
    some.map((scenarioId) => trial(['a S01 p', `?b S01 ${result}`], { ...x, scenarioId }));

  test('six losses of six are significant', () => {
    const message = 'openai:x wins 0 and loses 6 of 6 scenarios against production (p = 0.031).';
    expect(decide(all('f', ids), { production: all('p', ids) })).toEqual({
      status: 'closed',
      evalRunId: 'run',
      reasons: [{ code: 'significant-loss', message, about: ids }],
      notes: [],
    });
  });

  test('five losses show nothing, which is said', () => {
    const five = ids.slice(1);
    expect(decide(all('f', five), { production: all('p', five) })).toEqual({
      status: 'open',
      evalRunId: 'run',
      notes: [
        'openai:x wins 0 and loses 5 of 5 scenarios against production: too few differ to show anything.',
      ],
    });
  });

  test('one model that loses is enough, however much another wins', () => {
    const y = (trials: readonly Trial[]) => trials.map((one) => ({ ...one, modelId: 'anthropic:y' }));
    const verdict = decide([...all('f', ids), ...y(all('p', ids))], {
      production: [...all('p', ids), ...y(all('f', ids))],
    });
    expect(verdict).toMatchObject({ status: 'closed', reasons: [{ code: 'significant-loss' }], notes: [] });
  });
});

describe('where production says nothing, what always holds is asked, and that is said', () => {
  const failing = [trial(['a S01 f'], x), trial(['t S10 p'], { ...x, ...tickets })];
  const end = 'nothing could be compared, so only what always holds was asked.';

  test.each([
    [undefined, `No version is in production: ${end}`],
    [[], `The version in production has no results: ${end}`],
    [[trial(['a S01 p'], { ...x, condition: 'mcp' })], `The version in production has no results: ${end}`],
    ['same' as const, 'This version is in production.'],
    [[trial(['a S01 p'], { modelId: 'other' })], 'Production was not tried with openai:x.'],
  ])('%#', (production, note) => {
    expect(decide(failing, { production })).toEqual({ status: 'open', evalRunId: 'run', notes: [note] });
  });

  test('of a part of the scenarios', () => {
    const verdict = decide(good, { production: good.slice(0, 1) });
    expect(verdict.notes[0]).toBe('Production was tried on 1 of 2 scenarios with openai:x.');
  });
});

test('simulated models pass the gate with a note that says what that is worth', () => {
  const end = 'simulated: that shows that the machinery works, and nothing about models.';
  const noteOf = (ids: readonly string[]) =>
    decide(good, { run: evalRun({ modelIds: [...ids] }) }).notes.at(-1);
  expect([noteOf(['demo:coral', 'demo:kelp']), noteOf(['demo:kelp', 'openai:x']), noteOf(modelIds)]).toEqual([
    `All models are ${end}`,
    `demo:kelp is ${end}`,
    few,
  ]);
});
