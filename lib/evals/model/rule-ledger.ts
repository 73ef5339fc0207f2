import type { Condition } from './eval-spec.ts';

/** How often a rule was skipped: of its checks that were applicable in graded trials, those that failed. */
export interface SkipRate {
  readonly condition: Condition;
  readonly modelId: string;
  readonly skipped: number;
  readonly applicable: number;
  /** Graded trials in which the file that holds the rule was read; SKILL.md always is, in `mcp+skill`. */
  readonly fileLoaded: number;
  readonly trials: number;
}

export interface LedgerRule {
  readonly ruleId: string;
  readonly level: 'must' | 'should';
  readonly text: string;
  /** SKILL.md or a reference, and where in it. Empty and 0 of a rule that is missing. */
  readonly path: string;
  readonly line: number;
  /** Not in this version, though checks ask for it; its text is that of the version in production, if that has it. */
  readonly isMissing: boolean;
  /** `scenario/check`, of all scenarios. */
  readonly checks: readonly string[];
  readonly rates: readonly SkipRate[];
}

export type SuggestionKind =
  | 'move' // skipped, stands in a reference, and the file was not read: into SKILL.md
  | 'reword' // skipped though it was in front of the model
  | 'delete' // the baseline passes without it, on every model
  | 'restore'; // not in this version, skipped, and the version in production says it

export interface Suggestion {
  /** `<kind>:<ruleId>`. */
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly ruleId: string;
  /** One sentence: what to do and why. */
  readonly message: string;
  /** Trials that show it. */
  readonly trialIds: readonly string[];
  /** Scenarios whose checks name the rule: what a retest has to run. */
  readonly scenarioIds: readonly string[];
  /** All of the trials that speak for it are of scripted models: that shows nothing about real ones. */
  readonly simulated: boolean;
  /** The skill's files as they would be. Only a person can reword, so that comes without. */
  readonly files?: Readonly<Record<string, string>>;
}
