export interface HeldLease {
  readonly runId: string;
  readonly epoch: number;
}

export interface LeaseReport {
  readonly runId: string;
  readonly state: 'held' | 'cancelled' | 'lost';
}

/** The right to write runs. Times are the store's clock. Claims themselves are decisions of the log. */
export interface RunLeases {
  /** Runs that nobody holds and whose time has come, oldest first. A hint: a claim checks again. */
  findClaimable(limit: number): Promise<{ runId: string; sessionId: string }[]>;
  /** Extends leases and tells, for each, whether it still stands and whether the run was asked to stop. */
  heartbeat(holder: string, leases: readonly HeldLease[], leaseMs: number): Promise<LeaseReport[]>;
}
