import type { CheckKind } from './eval-run.ts';

/** What a scenario asks and checks, without its seed and its solutions. */
export interface ScenarioSummary {
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  /** Ids of the rules that it is about. */
  readonly rules: readonly string[];
  readonly checks: readonly CheckSummary[];
}

export interface CheckSummary {
  readonly checkId: string;
  readonly kind: CheckKind;
  readonly rules: readonly string[];
  readonly level: 'must' | 'should';
  /** What holds when it passes, as a sentence. */
  readonly holds: string;
}
