/** What a sandbox may take of the server and of our memory. Sizes in bytes, times in milliseconds. */
export interface SandboxLimits {
  readonly statementTimeoutMs: number;
  /** After so long Postgres is told to close the connection, whatever the statement did to its time limits. */
  readonly killAfterMs: number;
  /** The same for scripts of many statements, each of which has the time of a statement. */
  readonly killScriptAfterMs: number;
  readonly maxRows: number;
  /** Of the values of a result, as JSON. */
  readonly resultBytes: number;
  /** Of one value, in characters; a longer one is cut. */
  readonly valueLength: number;
  /** What one call may send through the connection; beyond, it is closed. */
  readonly wireBytes: number;
  readonly statementBytes: number;
  readonly tempFileBytes: number;
  /** A database that is larger and grows takes no more. */
  readonly databaseBytes: number;
  /** Connections of one node to one sandbox. Postgres allows each login four. */
  readonly connections: number;
  /** Connections of one node to all sandboxes that are in use at a time; half as many may lie idle. */
  readonly nodeConnections: number;
  /** How long each kind may lie idle before it is dropped. Only `session` can be rebuilt. */
  readonly idleMs: { readonly session: number; readonly token: number; readonly trial: number };
}

export const sandboxLimits: SandboxLimits = {
  statementTimeoutMs: 3_000,
  killAfterMs: 4_000,
  killScriptAfterMs: 20_000,
  maxRows: 200,
  resultBytes: 32_000,
  valueLength: 4_000,
  wireBytes: 8_000_000,
  statementBytes: 1_000_000,
  tempFileBytes: 64_000_000,
  databaseBytes: 256_000_000,
  connections: 2,
  nodeConnections: 16,
  idleMs: { session: 3_600_000, token: 86_400_000, trial: 86_400_000 },
};
