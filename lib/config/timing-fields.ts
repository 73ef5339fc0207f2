import { durationField } from './env-field.ts';

/** Every wait of the server, so that tests can shrink them all by environment. */
export const timingFields = {
  /** A worker that is silent for so long loses its runs, by the database's clock. */
  leaseMs: durationField('HOLDFAST_LEASE_MS', 8_000),
  heartbeatMs: durationField('HOLDFAST_HEARTBEAT_MS', 1_000),
  /** How long a model may think before its first chunk, and pause between two (R7). */
  firstChunkTimeoutMs: durationField('HOLDFAST_FIRST_CHUNK_TIMEOUT_MS', 60_000),
  betweenChunksTimeoutMs: durationField('HOLDFAST_BETWEEN_CHUNKS_TIMEOUT_MS', 45_000),
  /** First wait after a provider's failure; doubled at each further one. */
  providerBackoffMs: durationField('HOLDFAST_PROVIDER_BACKOFF_MS', 1_000),
  /** Recovery stops when a run made no progress for so long (R5). */
  noProgressMs: durationField('HOLDFAST_NO_PROGRESS_MS', 300_000),
  /** What one answer may take, without its waits for people. */
  runTimeMs: durationField('HOLDFAST_RUN_TIME_MS', 600_000),
  toolTimeoutMs: durationField('HOLDFAST_TOOL_TIMEOUT_MS', 30_000),
  /** How long a question to people stays open (A1). */
  approvalExpiryMs: durationField('HOLDFAST_APPROVAL_EXPIRY_MS', 86_400_000),
  /** How long nobody uses a sandbox before its database is dropped; the log rebuilds it. */
  sandboxIdleMs: durationField('HOLDFAST_SANDBOX_IDLE_MS', 3_600_000),
  claimPollMs: durationField('HOLDFAST_CLAIM_POLL_MS', 1_000),
  wakeUpPollMs: durationField('HOLDFAST_WAKE_UP_POLL_MS', 1_000),
  pingIntervalMs: durationField('HOLDFAST_PING_INTERVAL_MS', 10_000),
  pingTimeoutMs: durationField('HOLDFAST_PING_TIMEOUT_MS', 8_000),
  connectTimeoutMs: durationField('HOLDFAST_CONNECT_TIMEOUT_MS', 10_000),
  /** How often an open socket's login is looked up again. */
  loginCheckMs: durationField('HOLDFAST_LOGIN_CHECK_MS', 60_000),
  /** How long a stopping process waits for its runs to reach a chunk boundary (R6). */
  drainMs: durationField('HOLDFAST_DRAIN_MS', 10_000),
  /** How long the chunk rows of an ended run are kept for readers that are behind (L6). */
  compactionGraceMs: durationField('HOLDFAST_COMPACTION_GRACE_MS', 3_600_000),
  databaseTimeoutMs: durationField('HOLDFAST_DATABASE_TIMEOUT_MS', 10_000),
};
