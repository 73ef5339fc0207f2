import type { SandboxDescription } from '../sandbox/sandbox-description.ts';

export type AdvisorType = 'security' | 'performance';

/** Something that an advisor found: a lead to verify, with what to do about it. */
export interface Finding {
  /** Which kind of problem; stable, so that tests and skills can name it. */
  readonly id: string;
  /** `error`: open to whoever calls the API. `warn`: wrong in most cases. `info`: worth a look. */
  readonly level: 'error' | 'warn' | 'info';
  /** The table, view, function or extension, as `schema.name`. */
  readonly on: string;
  /** The policy, index, column, ... in it. */
  readonly name?: string;
  readonly what: string;
  readonly remediation: string;
  /** A page for `read_doc`. */
  readonly doc: string;
}

export type Advisor = (sandbox: SandboxDescription) => readonly Finding[];
