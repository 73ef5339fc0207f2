import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';

/** Names a suggestion: it is worked out anew, so that nobody sends the text of a skill. */
export interface SuggestionName {
  readonly skillName: string;
  /** Of the version that it is about. */
  readonly hash: string;
  readonly suggestionId: string;
}

export type Accepted =
  | { readonly status: 'saved'; readonly revision: number }
  /** Somebody else saved a draft, or took it, since the page was made. */
  | { readonly status: 'conflict'; readonly author: string | null; readonly revision: number };

/** What the affected scenarios would take, on the version that the suggestion would make. */
export interface Retest {
  readonly spec: EvalSpec;
  readonly skillVersion: number;
  readonly estimate: EvalEstimate;
}

/** Server actions of the page. */
export interface SuggestionActions {
  /** @param draftRevision of the draft that whoever accepts saw; 0 where there was none. */
  accept(name: SuggestionName, draftRevision: number): Promise<ActionResult<Accepted>>;
  prepareRetest(name: SuggestionName): Promise<ActionResult<Retest>>;
  start(spec: EvalSpec): Promise<ActionResult<{ status: 'started' | 'joined'; evalRunId: string }>>;
}

/** The draft that there is when the page is made. */
export interface DraftFact {
  readonly revision: number;
  readonly author: string;
}
