import { z } from 'zod';
import type { CheckResult } from './eval-run.ts';

const MAX_CHARS = 1_000_000;

/** What people write of a draft. Nothing of it has to be finished; `DraftFault`s say what is not. */
export const draftEditSchema = z.strictObject({
  /** What its folder will be called. */
  slug: z.string().max(61),
  title: z.string().max(200),
  prompt: z.string().max(100_000),
  /** Statements. */
  seed: z.string().max(MAX_CHARS),
  /** JSON: a list of checks, or an object with `checks` and, as in a scenario, `users` and `names`. */
  checks: z.string().max(MAX_CHARS),
});
export type DraftEdit = z.infer<typeof draftEditSchema>;

/** One call of a tool in the answer that a draft was made from. */
export interface DraftCall {
  readonly toolName: string;
  readonly state: string;
  readonly input?: unknown;
  /** Its result in short, for people. */
  readonly output?: string;
}

/** Times are ISO 8601. */
export interface DraftSummary extends Readonly<Pick<DraftEdit, 'slug' | 'title'>> {
  readonly id: string;
  readonly skillName: string;
  readonly createdBy: string;
  readonly updatedAt: string;
}

export interface ScenarioDraft extends DraftSummary, Readonly<DraftEdit> {
  /** Where it is from, what the person said about the answer, and what was said before the prompt. */
  readonly note: string;
  /** What the rated answer did, and said. */
  readonly trace: readonly DraftCall[];
  readonly answer: string;
  readonly source: { readonly sessionId: string; readonly messageId: string };
  /** Counts its saves. Who saves says which one they saw. */
  readonly revision: number;
  readonly createdAt: string;
}

/** What keeps a draft from being a scenario. */
export interface DraftFault {
  /** A field, or a place in the JSON of the checks, such as `checks[2].sql`. */
  readonly path: string;
  readonly message: string;
}

export type DraftSave =
  | { readonly status: 'saved'; readonly revision: number; readonly faults: readonly DraftFault[] }
  /** Somebody saved since; nothing was changed. */
  | { readonly status: 'stale'; readonly revision: number }
  | { readonly status: 'gone' };

/** What a check says of one state of a sandbox. */
export type TriedCheck = Pick<CheckResult, 'status' | 'evidence'>;

export interface DraftTrial {
  /** Why the seed does not apply. Then nothing was graded. */
  readonly seedFault?: string;
  /** Why the statements of the answer stopped before their end. */
  readonly answerFault?: string;
  readonly checks: readonly {
    readonly checkId: string;
    readonly level: 'must' | 'should';
    readonly holds: string;
    /** Of a seed that nobody touched, with an empty answer. */
    readonly untouched: TriedCheck;
    /** Of the answer that somebody rated. */
    readonly answered: TriedCheck;
  }[];
  /** No must check fails on the untouched seed: then doing nothing passes, and the scenario shows nothing. */
  readonly passesUntouched: boolean;
  readonly passesAnswered: boolean;
}
