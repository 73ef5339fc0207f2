import type { JSONSchema7, JSONValue } from 'ai';

/** What a call does to the world: it looks, it changes something of ours, it tells somebody outside. */
export type ToolEffect = 'read' | 'write' | 'send';

/** Something that the model may ask for. Deciding whether and when it runs is the run loop's. */
export interface AgentTool {
  /** What the model calls: `[a-zA-Z0-9_-]{1,64}`. */
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  /** A JSON schema of an object, draft-07 or 2020-12. Nothing below is given an input that does not fit it. */
  readonly inputSchema: JSONSchema7;
  /** Conservative: what may write, writes. */
  effectOf(input: unknown): ToolEffect;
  /** Whether it may run again when a crash left its outcome unknown: a pure read may. [R4] */
  mayRepeat(input: unknown): boolean;
  /** `always`: a person is asked before it runs. */
  approvalFor(input: unknown): 'never' | 'always';
  /** A person may allow it for the whole session. */
  readonly sessionScope: boolean;
  /** Throws only for faults; a failure that is to be expected is a result, which the model can read. */
  execute(input: unknown, call: ToolCall): Promise<ToolResult>;
}

export interface ToolCall {
  readonly sessionId: string;
  readonly runId: string;
  readonly toolCallId: string;
  /** Who asked for the answer. */
  readonly userId: string;
  /** Aborts when the run is cancelled, the lease is lost or the time is over. */
  readonly signal: AbortSignal;
}

/** `untrusted`: written by somebody else than this application's own people, so it is data, never orders. */
export type ToolResult =
  | { readonly status: 'ok'; readonly output: JSONValue; readonly untrusted: boolean }
  | { readonly status: 'error'; readonly message: string; readonly untrusted: boolean };

/** The product's own Workbench, or whatever else: servers that an admin declared. */
export type ToolOrigin = 'workbench' | 'declared';

export interface ToolSource {
  /** Which agents may use it is said by that. Default: `declared`. */
  readonly origin?: ToolOrigin;
  /** Tools for one lease of a run. Never throws: a source that is down gives no tools, and says so to the logger. */
  open(run: {
    readonly sessionId: string;
    readonly runId: string;
    readonly userId: string;
  }): Promise<OpenTools>;
}

export interface OpenTools {
  readonly tools: readonly AgentTool[];
  /** Frees connections. */
  close(): Promise<void>;
}
