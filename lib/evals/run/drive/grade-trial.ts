import { createId } from '#lib/base/ids.ts';
import type { CheckResult } from '#lib/evals/model/eval-run.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { Change, SandboxDescription } from '#lib/workbench/sandbox/sandbox-description.ts';
import type { Sandbox, SandboxKind } from '#lib/workbench/sandbox/sandbox.ts';
import type { RowChange } from '#lib/workbench/sandbox/sql-result.ts';
import { applySeed } from '../grade/apply-solution.ts';
import type { Judge } from '../grade/grade-answer.ts';
import { gradeScenario } from '../grade/grade-scenario.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import { extractSql } from '../scenario/solution.ts';
import type { SeededDescriptions } from './seeded-descriptions.ts';
import type { TrialRecord } from './trial-record.ts';

const MAX_EVIDENCE_CHARS = 4_000;
const MAX_CHANGES = 300;

export interface TrialSandboxes {
  open(sandboxId: string, kind: SandboxKind): Promise<Sandbox>;
  drop(sandboxId: string): Promise<void>;
}

export interface TrialGrades {
  readonly checks: readonly CheckResult[];
  /** Between the seed and what the run left; the first so many. */
  readonly changes: readonly Change[];
  /** What went wrong when the SQL of an answer was run. */
  readonly sqlFault: string | undefined;
}

/**
 * Grades what a trial left in its sandbox; without tools, what the SQL of its answer makes of a fresh one. Throws for faults
 * of ours alone. What it opens beside the trial's own sandbox is gone afterwards.
 */
export async function gradeTrial(trial: {
  loaded: LoadedScenario;
  condition: Condition;
  sessionId: string;
  record: TrialRecord;
  judge: Judge | undefined;
  sandboxes: TrialSandboxes;
  seeded: SeededDescriptions;
}): Promise<TrialGrades> {
  const { loaded, condition, sessionId, record, judge, sandboxes, seeded } = trial;
  const opened: string[] = [];
  const openSeeded = async (): Promise<Sandbox> => {
    const id = createId();
    opened.push(id);
    const sandbox = await sandboxes.open(id, 'trial');
    await applySeed(sandbox, loaded.seed);
    return sandbox;
  };
  try {
    const fresh = condition === 'baseline' ? await openSeeded() : undefined;
    const before = await seeded.find(loaded.seed, async () => fresh ?? openSeeded());
    const sandbox = fresh ?? (await openOwn(sandboxes, sessionId));
    const applied = fresh && (await applyAnswer(fresh, record.answer));
    const touched = applied?.rowChanges ?? record.updatedRows;
    const changes = findChanges(sandbox, before, await sandbox.describe(), touched);
    const outcomes = await gradeScenario({
      scenario: loaded.scenario,
      sandbox,
      openSeeded,
      answer: record.answer,
      trace: record.trace,
      condition,
      ...(judge ? { judge } : {}),
    });
    return { checks: toResults(loaded, outcomes), changes, sqlFault: applied?.fault };
  } finally {
    await Promise.allSettled(opened.map((id) => sandboxes.drop(id)));
  }
}

/** What it holds is the seed and what the run did, or else it is not graded. */
async function openOwn(sandboxes: TrialSandboxes, sessionId: string): Promise<Sandbox> {
  const sandbox = await sandboxes.open(sessionId, 'session');
  if (sandbox.fault !== undefined) throw new Error(`cannot grade the sandbox: ${sandbox.fault}`);
  return sandbox;
}

async function applyAnswer(
  sandbox: Sandbox,
  answer: string,
): Promise<{ rowChanges: readonly RowChange[]; fault?: string }> {
  const sql = extractSql(answer);
  if (sql === '') return { rowChanges: [] };
  const result = await sandbox.seed(sql);
  if (result.status === 'ok') return result;
  return { rowChanges: [], fault: `${result.error.message} (${result.error.sqlstate})` };
}

function findChanges(
  sandbox: Sandbox,
  before: SandboxDescription,
  after: SandboxDescription,
  touched: readonly RowChange[],
): Change[] {
  const changes = sandbox.changes(before, after, touched);
  // Each sandbox has a login of its own, whose rights are another name in each.
  const isOwnLogin = (change: Change): boolean =>
    change.kind === 'grant' && /^wb_[0-9a-f]{32}/.test(change.name ?? '');
  return changes.filter((change) => !isOwnLogin(change)).slice(0, MAX_CHANGES);
}

function toResults(
  { scenario }: LoadedScenario,
  outcomes: Awaited<ReturnType<typeof gradeScenario>>,
): CheckResult[] {
  return scenario.checks.flatMap(({ id: checkId, kind, rules, level, holds }): CheckResult[] => {
    const outcome = outcomes.find((one) => one.checkId === checkId);
    if (!outcome) return [];
    const evidence = outcome.evidence.slice(0, MAX_EVIDENCE_CHARS);
    return [{ checkId, kind, rules, level, holds, status: outcome.status, evidence }];
  });
}
