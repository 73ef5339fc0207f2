import type { GateVerdict } from '#lib/evals/model/gate.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import type {
  Files,
  Finding,
  PublishOutcome,
  RollbackOutcome,
  SaveOutcome,
  VersionOutcome,
} from './skill-view.ts';

/** What the server does for the page of a skill. It asks each time whether an admin is asking. */
export interface SkillActions {
  readonly lint: (name: string, files: Files) => Promise<ActionResult<readonly Finding[]>>;
  readonly save: (save: {
    name: string;
    files: Files;
    base: string | null;
    expectedRevision: number;
  }) => Promise<ActionResult<SaveOutcome>>;
  readonly discard: (discard: {
    name: string;
    expectedRevision: number;
  }) => Promise<ActionResult<SaveOutcome>>;
  /** Of a version, or of the repository's folder. */
  readonly load: (name: string, source: string) => Promise<ActionResult<Files>>;
  readonly makeVersion: (version: {
    name: string;
    note: string;
    expectedDraft: number;
    expectedStaging: number;
  }) => Promise<ActionResult<VersionOutcome>>;
  readonly askGate: (name: string, hash: string) => Promise<ActionResult<GateVerdict>>;
  readonly publish: (publish: {
    name: string;
    hash: string;
    expected: number;
    why: string;
    override?: string;
  }) => Promise<ActionResult<PublishOutcome>>;
  readonly rollBack: (back: {
    name: string;
    expected: number;
    why: string;
  }) => Promise<ActionResult<RollbackOutcome>>;
}

/** What `load` calls the repository's folder. */
export const FOLDER = 'folder';
