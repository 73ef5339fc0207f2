import type { SkillRef } from './fields.ts';
import type { Part } from './message.ts';

/** A rating as admins list it: nothing of what was asked or answered. Times are ISO 8601. */
export interface RatedAnswer {
  readonly sessionId: string;
  readonly messageId: string;
  readonly value: 1 | -1;
  /** See `rating-note.ts`. */
  readonly note: string | null;
  readonly ratedAt: string;
  readonly model: string | null;
  readonly skill: SkillRef | null;
}

export interface RatedFilter {
  readonly value?: 1 | -1;
  readonly withNote?: true;
  readonly model?: string;
  /** As answers name it. */
  readonly skillVersion?: string;
}

/** What a list can be filtered by: what the newest ratings have. */
export interface RatedChoices {
  readonly models: readonly string[];
  readonly skillVersions: readonly string[];
}

export interface SaidBefore {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A rated answer with its content: for who has said that they open it. */
export interface OpenedAnswer extends RatedAnswer {
  readonly ownerId: string;
  /** The newest words before the prompt, oldest first. */
  readonly earlier: readonly SaidBefore[];
  /** What the person asked. */
  readonly prompt: string;
  readonly parts: Part[];
}
