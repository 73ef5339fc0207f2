import type { RatingReason } from '#lib/protocol/rating-note.ts';
import type { Finding } from '#lib/workbench/advisors/finding.ts';
import { gradeTrace } from '../grade/grade-trace.ts';
import type { Check } from '../scenario/scenario.ts';
import type { TraceCall, TraceRule } from '../scenario/trace-rule.ts';
import { toAdvisorCheck } from './advisor-checks.ts';

/** What was seen of an answer that somebody rated. */
export interface SeenAnswer {
  readonly trace: readonly TraceCall[];
  readonly reasons: readonly RatingReason[];
  /** What the advisors find behind it and did not find before. */
  readonly findings: readonly Finding[];
}

/** Checks that the answer fails, each about a rule of the skill: where a person begins, not where they end. */
export function suggestChecks(seen: SeenAnswer): Check[] {
  const all = [...suggestForTrace(seen), ...suggestForSchema(seen), ...seen.findings.map(toAdvisorCheck)];
  return all.filter((check) => check !== undefined).filter(isFirst);
}

type TraceCheck = Extract<Check, { kind: 'trace' }>;

const traceChecks: readonly Omit<TraceCheck, 'kind'>[] = [
  {
    id: 'docs-first',
    rules: ['S18'],
    level: 'must',
    holds: 'The docs were searched before the first definition',
    calls: [
      { called: 'docs', atLeast: 1 },
      { called: 'docs', before: 'ddl' },
    ],
  },
  {
    id: 'advised-then-recorded',
    rules: ['S17'],
    level: 'must',
    holds: 'The advisors were asked before the migration was recorded',
    calls: [{ called: 'get_advisors', before: 'apply_migration' }],
  },
  {
    id: 'verified',
    rules: ['S19'],
    level: 'should',
    holds: 'A query as one of the people concerned came after the change',
    calls: [{ order: ['ddl', 'execute_sql ~ as_user'] }],
  },
];

/** Only where something was defined: about other answers the trace says too little. */
function suggestForTrace({ trace }: SeenAnswer): Check[] {
  if (!holds(trace, { called: 'ddl', atLeast: 1 })) return [];
  return traceChecks
    .filter(({ calls }) => gradeTrace(calls, trace).status === 'fail')
    .map((check): Check => ({ ...check, kind: 'trace', calls: [...check.calls] }));
}

function suggestForSchema({ trace, reasons }: SeenAnswer): Check[] {
  if (!holds(trace, { called: 'ddl', atLeast: 1 })) return [];
  if (reasons.includes('unasked'))
    return [
      {
        id: 'nothing-unasked',
        rules: ['S20'],
        level: 'must',
        holds: 'The schema is as it was: nobody asked for a change',
        kind: 'catalogue',
        schema: 'as-seeded',
      },
    ];
  const done = trace.filter(({ status }) => status === 'ok');
  const isRecorded = holds(done, { called: 'apply_migration', atLeast: 1 });
  if (isRecorded && holds(done, { never: 'ddl', after: 'apply_migration' })) return [];
  return [
    {
      id: 'recorded',
      rules: ['S17'],
      level: 'must',
      holds: 'The recorded migrations give this schema on a fresh seed',
      kind: 'catalogue',
      schema: 'as-migrations',
    },
  ];
}

function isFirst({ id }: Check, index: number, all: readonly Check[]): boolean {
  return all.findIndex((other) => other.id === id) === index;
}

function holds(trace: readonly TraceCall[], rule: TraceRule): boolean {
  return gradeTrace([rule], trace).status === 'pass';
}
