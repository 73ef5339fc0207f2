import { describe, expect, test } from 'vitest';
import type { LedgerRule } from '#lib/evals/model/rule-ledger.ts';
import { evalRun } from '../testing/run-fixture.ts';
import { scenario, trial } from '../testing/trial-fixture.ts';
import type { EvalReport } from './eval-report.ts';
import { toReportJson } from './to-report-json.ts';
import { toReportText } from './to-report-text.ts';

const x = { modelId: 'openai:x' };
const rule: LedgerRule = {
  ruleId: 'S01',
  level: 'must',
  text: 'Do it.',
  path: 'SKILL.md',
  line: 12,
  isMissing: false,
  checks: ['view/a'],
  rates: [
    { condition: 'mcp', modelId: 'openai:x', skipped: 1, applicable: 1, fileLoaded: 0, trials: 1 },
    { condition: 'mcp+skill', modelId: 'demo:kelp', skipped: 1, applicable: 2, fileLoaded: 2, trials: 2 },
    { condition: 'mcp+skill', modelId: 'openai:x', skipped: 0, applicable: 1, fileLoaded: 1, trials: 1 },
  ],
};
const report: EvalReport = {
  run: evalRun(
    { modelIds: ['demo:kelp', 'openai:x'] },
    {
      ending: 'cost-limit',
      costUsd: 0.75,
      counts: { waiting: 0, running: 0, graded: 4, 'infra-failed': 1, skipped: 2, cached: 1 },
    },
  ),
  trials: [
    trial(['a S01 p', '?b S02 p'], {
      id: 'one',
      latencyMs: 1_000,
      inputTokens: 1_200,
      outputTokens: 34,
      costUsd: 0.25,
    }),
    trial(['a S01 f', '?b S02 p'], { id: 'two', repeat: 2, latencyMs: 2_000 }),
    trial([], { id: 'three', repeat: 3, status: 'infra-failed' }),
    trial(['a S01 p', '?b S02 p'], { id: 'four', ...x }),
    trial(['a S01 f', '?b S02 p'], { id: 'five', ...x, condition: 'mcp' }),
    trial([], { id: 'six', ...x, scenarioId: 'table', status: 'skipped' }),
  ],
  scenarios: [scenario('view', []), scenario('table', [])],
  before: [trial(['a S01 f', '?b S02 f'])],
  rules: [
    rule,
    {
      ...rule,
      ruleId: 'S02',
      level: 'should',
      isMissing: true,
      path: '',
      line: 0,
      rates: rule.rates.slice(0, 2),
    },
    { ...rule, ruleId: 'S03', rates: rule.rates.toSpliced(1, 1) },
    { ...rule, ruleId: 'S04', rates: rule.rates.slice(0, 1) },
  ],
  suggestions: [
    {
      id: 'reword:S01',
      kind: 'reword',
      ruleId: 'S01',
      message:
        'Reword S01: it stands in SKILL.md, and it was still skipped in 1 of 3 trials (demo:kelp 1 of 2, openai:x 0 of 1) with the skill.',
      trialIds: ['two'],
      scenarioIds: ['view'],
      simulated: true,
      files: { 'SKILL.md': 'long' },
    },
  ],
  gate: {
    status: 'closed',
    evalRunId: 'run',
    reasons: [{ code: 'cost', message: 'An answer costs too much.', about: [] }],
    notes: ['demo:kelp is simulated.'],
  },
};

test('the report fits a terminal and says which models are simulated', () => {
  const text = toReportText(report);
  expect(text).toBe(`Eval run run: cost-limit
kelp version 3 (aaaaaaaaaaaa), by demo:kelp (simulated), openai:x
4 trials graded (1 from earlier runs), 1 broke for our reasons, 2 skipped; $0.7500
SIMULATED: scripted models that follow the rules they read. This proves the machinery and nothing about
  models.

Matrix

scenario                            mcp     mcp+skill     mcp+skill
                                      x          kelp             x
                                            simulated
view                            0/1 50%    1/2 75% !1      1/1 100%
table                                 -             -             -
all                             0/1 50%       1/2 75%      1/1 100%
  broke for our reasons               0             1             0
  pass@1                             0%           50%          100%
  95 % interval                  0%-79%        9%-91%      21%-100%
  pass^k                             0%            0%          100%
  cost of a trial               $0.0000       $0.1250       $0.0000
  seconds of a trial                  -           1.5             -
  tokens of a trial                 0+0        600+17           0+0
  vs production: won-lost             -           1-0             -

passed/trials, completeness, !n broke for our reasons; "-": nothing graded

Scenario by scenario

openai:x: mcp -> mcp+skill: underpowered, 50% -> 100%, 1 won, 0 lost, 0 even, p = 1.000

Rules that were skipped with the skill

S01 (must, SKILL.md:12)
  mcp skipped: openai:x 1 of 1
  mcp+skill skipped: demo:kelp (simulated) 1 of 2, openai:x 0 of 1
S02 (should, not in this version)
  mcp skipped: openai:x 1 of 1
  mcp+skill skipped: demo:kelp (simulated) 1 of 2

Suggestions

- Reword S01: it stands in SKILL.md, and it was still skipped in 1 of 3 trials (demo:kelp 1 of 2, openai:x 0
  of 1) with the skill.

Gate

Closed:
- cost: An answer costs too much.
Note: demo:kelp is simulated.`);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

test('columns that do not fit stand beneath, long names are cut, and nothing steers the terminal', () => {
  const modelIds = Array.from({ length: 7 }, (_, index) => `openai:a-model-with-a-long-name-${index}`);
  const run = evalRun({ modelIds: ['openai:x'] }, { ending: 'error', fault: 'no \u001B[31mred\u0007 words' });
  const text = toReportText({
    ...report,
    run,
    trials: modelIds.map((modelId) =>
      trial(['a S01 p'], { modelId, scenarioId: 'a-scenario-with-a-very-long-name' }),
    ),
    rules: [],
    suggestions: [],
    gate: { status: 'open', evalRunId: 'run', notes: [] },
  });
  const lines = text.split('\n');
  expect(lines[0]).toBe('Eval run run: error (no [31mred words)');
  expect(lines.filter((line) => line.startsWith('a-scenario-with-a-very-l…'))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('a-model-with…'))).toHaveLength(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  expect(text).not.toContain('imulated');
  expect(text).toContain('\n\nScenario by scenario\n\nNothing was graded in two conditions.\n\n');
  expect(text).toContain('\n\nNo rule was tried with the skill.\n\nSuggestions\n\nNone.\n\n');
  expect(text).toMatch(/Gate\n\nOpen: this version may go into production\.$/);
});

test('a run under way says how much is left', () => {
  const counts = { waiting: 2, running: 1, graded: 0, 'infra-failed': 0, skipped: 0, cached: 0 };
  const run = evalRun({}, { status: 'running', ending: null, counts });
  const [head, , third] = toReportText({
    ...report,
    run,
    rules: [{ ...rule, rates: rule.rates.slice(2) }],
  }).split('\n');
  expect([head, third]).toEqual([
    'Eval run run: running',
    '0 trials graded (0 from earlier runs), 0 broke for our reasons, 0 skipped, 3 not over; $0.0000',
  ]);
});

test.each([
  ['run', 'Open: this version may go into production.'],
  ['other', 'Open: this version may go into production.\nNote: eval run other was judged, not this one.'],
])('the gate says on which eval run it judged: %s', (evalRunId, expected) => {
  const text = toReportText({ ...report, gate: { status: 'open', evalRunId, notes: [] } });
  expect(text.slice(text.indexOf('Open:'))).toBe(expected);
});

describe('the JSON of a report', () => {
  test('has all of it, with the simulated models named and without the files of suggestions', () => {
    // Cast: what it holds is what this test is about.
    const read = JSON.parse(toReportJson(report)) as Record<string, unknown>;
    expect(Object.keys(read)).toEqual([
      'simulated',
      'run',
      'gate',
      'byScenario',
      'byRule',
      'rules',
      'suggestions',
      'trials',
    ]);
    expect(read).toMatchObject({
      simulated: ['demo:kelp'],
      run: report.run,
      gate: report.gate,
      byScenario: { axis: 'scenario', rows: [{ id: 'view' }, { id: 'table' }] },
      byRule: { axis: 'rule', rows: [{ id: 'S01' }, { id: 'S02' }] },
      rules: report.rules,
      suggestions: [{ id: 'reword:S01' }],
      trials: report.trials.map((one) => ({ ...one, simulated: one.modelId === 'demo:kelp' })),
    });
    expect(JSON.stringify(read.suggestions)).not.toContain('SKILL.md":');
  });
});
