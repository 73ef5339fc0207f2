import type { GateReason } from '#lib/evals/model/gate.ts';

/** The text of each file by its path: `SKILL.md`, and `references/<name>.md`. */
export type Files = Readonly<Record<string, string>>;

export const MAIN_FILE = 'SKILL.md';

/** `line` counts from 1. */
export interface Finding {
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export type LabelName = 'draft' | 'staging' | 'production';

/** Where a label is, and how often it was moved: who moves it says which revision they saw. */
export interface LabelView {
  readonly hash: string;
  readonly revision: number;
}

/** Times are ISO 8601, authors are names. */
export interface VersionView {
  readonly hash: string;
  readonly number: number;
  readonly author: string;
  readonly note: string;
  readonly parent: string | null;
  readonly createdAt: string;
  readonly uses: { readonly answers: number; readonly sessions: number; readonly trials: number };
}

export interface MoveView {
  readonly label: LabelName;
  readonly revision: number;
  readonly kind: 'move' | 'rollback' | 'import';
  readonly fromHash: string | null;
  readonly toHash: string;
  readonly author: string;
  readonly why: string;
  readonly at: string;
}

/** What an editor begins with: a draft, or with revision 0 the version that a new draft would be begun from. */
export interface SavedText {
  readonly files: Files;
  readonly revision: number;
  /** Hash of the version that it was begun from. */
  readonly base: string | null;
  readonly author: string | null;
  readonly savedAt: string | null;
}

/** The repository's folder beside production. */
export type FolderView =
  | { readonly state: 'missing' | 'same' | 'unknown-text' }
  | { readonly state: 'other-version'; readonly number: number };

export interface AnswerView {
  readonly sessionId: string;
  readonly messageId: string;
  readonly version: string;
  readonly model: string;
  readonly at: string;
}

export interface SkillLimits {
  readonly fileChars: number;
  readonly bodyTokens: number;
  readonly references: number;
  /** Of one request to the server. */
  readonly requestBytes: number;
}

export interface SkillView {
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly VersionView[];
  readonly moves: readonly MoveView[];
  readonly labels: Readonly<Partial<Record<LabelName, LabelView>>>;
  readonly text: SavedText;
  readonly folder: FolderView;
  /** Hash of the version that a rollback of production would go to. */
  readonly rollbackTo: string | null;
  readonly answers: readonly AnswerView[];
  /** How many of the newest runs the uses and answers are about. */
  readonly countedRuns: number;
  readonly limits: SkillLimits;
}

export type SaveOutcome =
  | { readonly status: 'saved'; readonly text: SavedText }
  | { readonly status: 'refused'; readonly why: string }
  /** Somebody else saved, made a version of it or threw it away: what is there now. */
  | { readonly status: 'conflict'; readonly theirs: SavedText };

/** Somebody else moved the label in between: by this move. */
export interface MovedMeanwhile {
  readonly status: 'moved-meanwhile';
  readonly move: MoveView | null;
}

export type VersionOutcome =
  | { readonly status: 'made'; readonly hash: string; readonly number: number }
  | { readonly status: 'refused'; readonly findings: readonly Finding[] }
  | { readonly status: 'conflict'; readonly theirs: SavedText }
  | MovedMeanwhile;

export type PublishOutcome =
  | { readonly status: 'published'; readonly isOverridden: boolean }
  | { readonly status: 'gate-closed'; readonly reasons: readonly GateReason[] }
  | { readonly status: 'no-reason' }
  | { readonly status: 'no-version' }
  | MovedMeanwhile;

export type RollbackOutcome =
  | { readonly status: 'rolled-back' }
  | { readonly status: 'no-version' }
  | MovedMeanwhile;
