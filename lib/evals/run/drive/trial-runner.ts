import type { TrialResultRow, TrialRow, TrialRunRow, TrialUse } from '#lib/db/eval-trial-rows.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import { scoreTrial } from '#lib/evals/statistics/trial-score.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import { addUsage } from '#lib/state/usage-of.ts';
import type { Judge } from '../grade/grade-answer.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import { classifyRun } from './classify-run.ts';
import { gradeTrial, type TrialSandboxes } from './grade-trial.ts';
import { toTrialTitle } from './plan-trials.ts';
import type { RunWatch } from './run-watch.ts';
import { SeededDescriptions } from './seeded-descriptions.ts';
import { toTrialRecord, type TrialRecord } from './trial-record.ts';
import type { TrialSessions } from './trial-sessions.ts';

const MAX_ANSWER_CHARS = 20_000;
const MAX_FAULT_CHARS = 1_000;
const MICRO = 1_000_000;

/** What came of one attempt at a trial. `left`: this node goes, and another one will go on. */
export type TrialOutcome =
  | { readonly kind: 'graded'; readonly result: TrialResultRow }
  | { readonly kind: 'infra'; readonly fault: string; readonly again: boolean; readonly use: TrialUse }
  | { readonly kind: 'stopped'; readonly fault: string; readonly use: TrialUse }
  | { readonly kind: 'left' };

export interface RunnerDependencies {
  readonly sessions: TrialSessions;
  readonly watch: RunWatch;
  readonly sandboxes: TrialSandboxes;
  /** Makes a judge that tells what its calls took. */
  readonly openJudge: ((onUsage: (usage: Usage) => void) => Judge) | undefined;
  readonly onError: (error: unknown, about: object) => void;
}

/** An attempt at a trial, from its session to its grades. Whoever calls again with the same session goes on with it. */
export class TrialRunner {
  readonly #dependencies: RunnerDependencies;
  readonly #seeded = new SeededDescriptions();

  constructor(dependencies: RunnerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws when the log is out of reach: what was to be stopped is then whoever's who comes next. */
  async run(
    trial: TrialRow & { sessionId: string; condition: Condition },
    loaded: LoadedScenario,
    signals: { leaving: AbortSignal; cancelled: AbortSignal },
  ): Promise<TrialOutcome> {
    const { sessions } = this.#dependencies;
    const { sessionId, condition, modelId } = trial;
    const { prompt } = loaded.scenario;
    await sessions.ensure({ sessionId, title: toTrialTitle(trial), prompt, model: modelId, condition });
    const run = await this.#untilEnded(sessionId, signals);
    if (run === 'left') return { kind: 'left' };
    if (run === 'gone') return { kind: 'infra', fault: 'its session is gone', again: true, use: toUse({}) };
    const record = toTrialRecord(run, condition);
    const verdict = classifyRun({ ...run, ...record });
    const use = toUse(run.usage ?? {});
    if (signals.cancelled.aborted) return { kind: 'stopped', fault: 'the eval run was cancelled', use };
    switch (verdict.kind) {
      case 'stopped': {
        const who = await sessions.tellWhoStopped(sessionId, run.runId);
        return { kind: 'stopped', fault: `stopped by ${who}`, use };
      }
      case 'infra':
        return { kind: 'infra', fault: verdict.fault, again: verdict.again, use };
      case 'graded':
        return this.#grade(trial, loaded, { run, record, isWhole: verdict.isWhole, fault: verdict.fault });
    }
  }

  /** Of an attempt that broke. */
  discard(sessionId: string): Promise<void> {
    return this.#dependencies.sessions.discard(sessionId);
  }

  async #untilEnded(
    sessionId: string,
    { leaving, cancelled }: { leaving: AbortSignal; cancelled: AbortSignal },
  ): Promise<TrialRunRow | 'gone' | 'left'> {
    const { sessions, watch } = this.#dependencies;
    const ended = await watch.untilEnded(sessionId, AbortSignal.any([leaving, cancelled]));
    if (ended) return ended;
    if (leaving.aborted) return 'left';
    const runId = await watch.findRunId(sessionId);
    if (runId !== undefined) await sessions.stop(sessionId, runId);
    return (await watch.untilEnded(sessionId, leaving)) ?? 'left';
  }

  async #grade(
    trial: { sessionId: string; condition: Condition },
    loaded: LoadedScenario,
    ended: { run: TrialRunRow; record: TrialRecord; isWhole: boolean; fault: string | null },
  ): Promise<TrialOutcome> {
    const { sandboxes, openJudge, onError } = this.#dependencies;
    const { sessionId, condition } = trial;
    const { run, record, isWhole } = ended;
    let judged: Usage = {};
    const judge = openJudge?.((usage) => (judged = addUsage(judged, usage)));
    const toTotal = (): TrialUse => {
      const { costMicroUsd } = toUse(judged);
      const own = toUse(run.usage ?? {});
      return { ...own, costMicroUsd: own.costMicroUsd + costMicroUsd };
    };
    try {
      const seeded = this.#seeded;
      const grades = await gradeTrial({ loaded, condition, sessionId, record, judge, sandboxes, seeded });
      const { isPassed, passed, total } = scoreTrial(grades.checks);
      const fault = [
        ended.fault,
        grades.sqlFault && `the SQL of the answer does not run: ${grades.sqlFault}`,
      ];
      const result: TrialResultRow = {
        ...toTotal(),
        // What did not come to its end is not done, even where what it left behind would do.
        isPassed: isPassed === undefined ? null : isPassed && isWhole && grades.sqlFault === undefined,
        passed,
        total,
        latencyMs: run.latencyMs,
        filesLoaded: record.filesLoaded,
        docsFetched: record.docsFetched,
        changes: grades.changes,
        answer: record.answer.slice(0, MAX_ANSWER_CHARS),
        fault: fault.filter(Boolean).join('; ').slice(0, MAX_FAULT_CHARS) || null,
        checks: grades.checks,
      };
      return { kind: 'graded', result };
    } catch (error) {
      onError(error, { sessionId });
      const fault = `the grader failed: ${error instanceof Error ? error.message : String(error)}`;
      return { kind: 'infra', fault: fault.slice(0, MAX_FAULT_CHARS), again: true, use: toTotal() };
    } finally {
      // Its log makes it again for whoever looks at it; hundreds of them would fill the server.
      if (condition !== 'baseline')
        await sandboxes.drop(sessionId).catch((error: unknown) => onError(error, { sessionId }));
    }
  }
}

function toUse({ costUsd = 0, inputTokens = 0, outputTokens = 0 }: Usage): TrialUse {
  return { costMicroUsd: Math.round(costUsd * MICRO), inputTokens, outputTokens };
}
