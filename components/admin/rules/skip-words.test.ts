import { expect, test } from 'vitest';
import type { LedgerRule } from '#lib/evals/model/rule-ledger.ts';
import { filterLedger, toSkipSentence, toSkipShare } from './skip-words.ts';

const rate = {
  condition: 'mcp',
  modelId: 'demo:kelp',
  skipped: 3,
  applicable: 12,
  fileLoaded: 0,
  trials: 12,
} as const;
const never = { ...rate, condition: 'mcp+skill', skipped: 0 } as const;

const rule = (ruleId: string, overrides: Partial<LedgerRule> = {}): LedgerRule => ({
  ruleId,
  level: 'must',
  text: '',
  path: 'SKILL.md',
  line: 1,
  isMissing: false,
  checks: [],
  rates: [rate, never],
  ...overrides,
});

test('a rate is told with its counts; where no check applied there is none', () => {
  const none = { ...rate, skipped: 0, applicable: 0 };
  expect([rate, none].map((each) => [toSkipShare(each), toSkipSentence(each)])).toEqual([
    [0.25, '3 of 12 skipped'],
    [undefined, 'no check applied'],
  ]);
});

test('a rule that is skipped elsewhere is not skipped here', () => {
  const rules = [rule('S01'), rule('S02', { rates: [never] })];
  const ids = (query: Parameters<typeof filterLedger>[1]) =>
    filterLedger(rules, query).map(({ ruleId, rates }) => [ruleId, rates.length]);
  expect(ids({ onlySkipped: false })).toEqual([
    ['S01', 2],
    ['S02', 1],
  ]);
  expect(ids({ onlySkipped: true })).toEqual([['S01', 2]]);
  expect(ids({ onlySkipped: true, condition: 'mcp+skill' })).toEqual([]);
});

test('rules are found by their level and by where they stand', () => {
  const rules = [
    rule('S01'),
    rule('S16', { level: 'should', path: 'references/schema.md' }),
    rule('S20', { isMissing: true, path: '', line: 0 }),
  ];
  const ids = (query: Omit<Parameters<typeof filterLedger>[1], 'onlySkipped'>) =>
    filterLedger(rules, { ...query, onlySkipped: false }).map(({ ruleId }) => ruleId);
  expect([ids({ level: 'should' }), ids({ place: 'skill' }), ids({ place: 'missing' })]).toEqual([
    ['S16'],
    ['S01'],
    ['S20'],
  ]);
});
