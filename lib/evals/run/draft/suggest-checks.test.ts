import { expect, test } from 'vitest';
import type { Finding } from '#lib/workbench/advisors/finding.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { TraceCall } from '../scenario/trace-rule.ts';
import { toAdvisorCheck } from './advisor-checks.ts';
import { suggestChecks, type SeenAnswer } from './suggest-checks.ts';

const call = (
  tool: string,
  input: TraceCall['input'] = {},
  status: TraceCall['status'] = 'ok',
): TraceCall => ({
  tool,
  input,
  status,
});
const create = call('execute_sql', { sql: 'create table public.notes (id int)' });
const docs = call('search_docs', { query: 'tables' });
const advisors = call('get_advisors', { type: 'security' });
const record = call('apply_migration', { name: 'notes', sql: 'create table public.notes (id int)' });
const verify = call('execute_sql', { sql: 'select 1', as_user: 'anon' });

const suggest = (seen: Partial<SeenAnswer>) =>
  suggestChecks({ trace: [], reasons: [], findings: [], ...seen });
const ids = (seen: Partial<SeenAnswer>) =>
  suggest(seen).map(({ id, rules, level }) => `${id} ${rules.join()} ${level}`);

const finding = (id: string, on = 'public.notes'): Finding => ({
  id,
  level: 'error',
  on,
  what: '',
  remediation: '',
  doc: '',
});

test('an answer that did nothing, and of which nothing is found, suggests nothing', () => {
  expect(ids({ trace: [docs, verify] })).toEqual([]);
});

test.each<[string, TraceCall[], string[]]>([
  ['by the book', [docs, create, advisors, record, verify], []],
  ['without docs', [create, advisors, record, verify], ['docs-first S18 must']],
  ['with docs too late', [create, docs, advisors, record, verify], ['docs-first S18 must']],
  ['without advisors', [docs, record, verify], ['advised-then-recorded S17 must']],
  ['without a proof', [docs, advisors, record], ['verified S19 should']],
  ['without a record', [docs, create, advisors, verify], ['recorded S17 must']],
  ['changed after the record', [docs, advisors, record, create, verify], ['recorded S17 must']],
  [
    'whose record failed',
    [docs, create, advisors, call('apply_migration', { name: 'n' }, 'error'), verify],
    ['recorded S17 must'],
  ],
  ['that only reads', [call('execute_sql', { sql: 'select 1' })], []],
])('a change %s', (_name, trace, expected) => {
  expect(ids({ trace })).toEqual(expected);
});

test('where nobody asked for a change, the schema is to stay as it was', () => {
  const trace = [docs, create, verify];
  expect(ids({ trace, reasons: ['unasked'] })).toEqual(['nothing-unasked S20 must']);
  expect(ids({ trace: [docs], reasons: ['unasked'] })).toEqual([]);
});

test('what the advisors find is a check, once; what no rule is about is none', () => {
  const findings = [finding('rls-disabled'), finding('rls-disabled'), finding('nothing-known')];
  expect(ids({ findings })).toEqual(['rls-disabled-notes S02 must']);
});

test('names that need quotes get them', () => {
  expect(toAdvisorCheck(finding('no-primary-key', `public.It's`))).toMatchObject({
    id: 'no-primary-key-it-s',
    sql: expect.stringContaining(`to_regclass('public."It''s"')`),
  });
});

test('what is suggested is sound', () => {
  const checks = suggest({
    trace: [create],
    findings: [finding('rls-disabled'), finding('view-without-invoker', `public.${'v'.repeat(63)}`)],
  });
  const rules = [...new Set(checks.flatMap((check) => check.rules))];
  const scenario = { id: 'draft', title: 'Draft', prompt: 'Do.', rules, checks };
  expect(parseScenario('scenario.json', JSON.stringify(scenario)).faults).toEqual([]);
  expect(checks.length).toBe(5);
});
