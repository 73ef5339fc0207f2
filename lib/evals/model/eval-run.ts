import type { Condition, EvalSpec } from './eval-spec.ts';

export type EvalRunStatus = 'waiting' | 'running' | 'done';
/** `error`: it could not go on for a reason of ours, which its `fault` tells. */
export type EvalRunEnding = 'complete' | 'cancelled' | 'cost-limit' | 'error';

/** `infra-failed`: it broke for our reasons and says nothing about the model. `skipped`: it was not begun, or was stopped. */
export type TrialStatus = 'waiting' | 'running' | 'graded' | 'infra-failed' | 'skipped';

export type TrialCounts = Readonly<Record<TrialStatus, number>> & {
  /** Graded ones whose result is that of an earlier trial of the same hash. */
  readonly cached: number;
};

/** Times are ISO 8601. */
export interface EvalRunSummary {
  readonly id: string;
  readonly spec: EvalSpec;
  /** Of the version that is tested: orders the versions of a skill. */
  readonly skillVersion: number;
  readonly status: EvalRunStatus;
  readonly ending: EvalRunEnding | null;
  readonly fault: string | null;
  /** Somebody wants it to stop; what runs is being stopped. */
  readonly cancelled: boolean;
  readonly requestedBy: { readonly id: string; readonly name: string };
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Counts its changes, so that a reader can ask for newer ones only. */
  readonly revision: number;
  readonly counts: TrialCounts;
  /** US dollars, of trials that ran here; cached ones cost nothing. */
  readonly costUsd: number;
}

export type CheckKind = 'catalogue' | 'behaviour' | 'plan' | 'trace' | 'judge';

export interface CheckResult {
  readonly checkId: string;
  readonly kind: CheckKind;
  /** Ids of the skill's rules that it is about. */
  readonly rules: readonly string[];
  readonly level: 'must' | 'should';
  /** What holds when it passes, as a sentence. */
  readonly holds: string;
  /** What is not applicable counts neither way. */
  readonly status: 'pass' | 'fail' | 'not-applicable';
  /** What was seen, in words for people. */
  readonly evidence: string;
}

/** scenario × condition × model × repeat: a run in a durable session, graded by what it left behind. */
export interface Trial {
  readonly id: string;
  readonly evalRunId: string;
  readonly scenarioId: string;
  readonly condition: Condition;
  readonly modelId: string;
  /** From 1 on. */
  readonly repeat: number;
  readonly status: TrialStatus;
  /** How often it was begun; only what broke for our reasons is begun again. */
  readonly attempt: number;
  /** The session in which it runs or ran; of a cached one, that of the trial whose result it is. */
  readonly sessionId: string | null;
  /** The trial whose result this is. */
  readonly cachedFrom: string | null;
  /** All must checks that were applicable passed; null where there were none, and before the end. */
  readonly isPassed: boolean | null;
  /** Checks of both levels, of those that were applicable. */
  readonly passed: number;
  readonly total: number;
  readonly costUsd: number;
  readonly latencyMs: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Paths in the skill's folder that the model read, in order, each once. */
  readonly filesLoaded: readonly string[];
  /** Ids of pages of the docs that the model read, in order, each once. */
  readonly docsFetched: readonly string[];
  /** Why it broke, or how the run ended when that was no complete answer. */
  readonly fault: string | null;
  readonly checks: readonly CheckResult[];
}

export interface EvalRunResults {
  readonly run: EvalRunSummary;
  /** In the order in which they are begun. */
  readonly trials: readonly Trial[];
}
