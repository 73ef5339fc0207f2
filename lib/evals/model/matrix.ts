import type { Condition } from './eval-spec.ts';

export type MatrixAxis = 'scenario' | 'rule';

/** What some trials say together. Only graded ones count, those that broke for our reasons are told beside. */
export interface TrialFigures {
  /** Graded ones. */
  readonly trials: number;
  readonly waiting: number;
  readonly running: number;
  readonly infraFailed: number;
  readonly skipped: number;
  /** Graded ones whose result is that of an earlier trial. */
  readonly cached: number;
  /** Mean over trials of checks passed by checks applicable, 0 to 1; null where none was. */
  readonly completeness: number | null;
  /** Trials in which all must checks passed, and those in which there were any. */
  readonly passes: number;
  readonly decided: number;
  /** passes / decided, with its Wilson interval of 95 %. */
  readonly passAt1: number | null;
  readonly interval: { readonly low: number; readonly high: number };
  /** How likely as many tries in a row as there were all pass; over several scenarios, its mean. */
  readonly passHatK: number | null;
  /** US dollars, of a trial, on average; a cached one cost what its result cost once. */
  readonly meanCostUsd: number | null;
  readonly meanLatencyMs: number | null;
  /** Of a trial, on average. */
  readonly meanInputTokens: number | null;
  readonly meanOutputTokens: number | null;
  /** In how many trials each file of the skill, each page of the docs was read. Most first. */
  readonly filesLoaded: readonly Reading[];
  readonly docsFetched: readonly Reading[];
}

export interface Reading {
  readonly name: string;
  readonly trials: number;
}

/**
 * The same tasks done twice, pair by pair: only checks that were applicable on both sides count. Ties count for nothing.
 * `underpowered`: so few pairs differ that not even the clearest outcome could show anything.
 */
export interface Comparison {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Two-sided, exact sign test. */
  readonly pValue: number;
  readonly verdict: 'better' | 'worse' | 'no-difference' | 'underpowered';
  /** Means over the pairs, of checks that both sides have; null without a pair. */
  readonly before: number | null;
  readonly after: number | null;
}

export interface MatrixColumn {
  readonly condition: Condition;
  readonly modelId: string;
  readonly simulated: boolean;
}

export interface MatrixCell extends TrialFigures {
  /** In the order of their repeats. */
  readonly trialIds: readonly string[];
  /** Against the trials before, repeat by repeat in a cell, scenario by scenario in a total; null where there are none. */
  readonly delta: Comparison | null;
}

export interface MatrixRow {
  /** Of the scenario or of the rule. */
  readonly id: string;
  readonly title: string | null;
  /** One for each column; null where nothing was asked for. */
  readonly cells: readonly (MatrixCell | null)[];
}

/** What tools, and what the skill beyond them, change for one model: scenario by scenario. */
export interface ConditionComparison extends Comparison {
  readonly modelId: string;
  readonly simulated: boolean;
  readonly from: Condition;
  readonly to: Condition;
}

export interface Matrix {
  readonly axis: MatrixAxis;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** Of all trials of a column, each counted once on either axis. */
  readonly totals: readonly MatrixCell[];
  readonly comparisons: readonly ConditionComparison[];
}
