import { countField, dollarField } from './env-field.ts';

/** What one user, socket, run or node may take. Every limit sheds visibly; none is only a comment. */
export const limitFields = {
  socketsPerUser: countField('HOLDFAST_SOCKETS_PER_USER', 10),
  /** Handshakes without a login, per client address. */
  handshakesPerMinute: countField('HOLDFAST_HANDSHAKES_PER_MINUTE', 30),
  /** New guests, per client network (one IPv4 address, one IPv6 /64). */
  guestsPerMinute: countField('HOLDFAST_GUESTS_PER_MINUTE', 30),
  /** Sign-ins and sign-ups by e-mail and password, per client network. */
  signInsPerMinute: countField('HOLDFAST_SIGN_INS_PER_MINUTE', 10),
  /** Wrong passwords for one account, from wherever, before it rests for a quarter of an hour. */
  wrongPasswords: countField('HOLDFAST_WRONG_PASSWORDS', 20),
  sessionsPerSocket: countField('HOLDFAST_SESSIONS_PER_SOCKET', 20),
  runningRunsPerUser: countField('HOLDFAST_RUNNING_RUNS_PER_USER', 5),
  runsPerWorker: countField('HOLDFAST_RUNS_PER_WORKER', 500),
  queueLength: countField('HOLDFAST_QUEUE_LENGTH', 50),
  frameBytes: countField('HOLDFAST_FRAME_BYTES', 1_000_000),
  bodyBytes: countField('HOLDFAST_BODY_BYTES', 256 * 1024),
  /** Live events a slow socket may have waiting before it is caught up from the log instead. */
  liveBufferBytes: countField('HOLDFAST_LIVE_BUFFER_BYTES', 512 * 1024),
  /** Token buckets per socket: so many at once, refilled at so many per second. */
  commandBurst: countField('HOLDFAST_COMMAND_BURST', 120),
  commandsPerSecond: countField('HOLDFAST_COMMANDS_PER_SECOND', 10),
  readBurst: countField('HOLDFAST_READ_BURST', 100),
  readsPerSecond: countField('HOLDFAST_READS_PER_SECOND', 30),
  signalBurst: countField('HOLDFAST_SIGNAL_BURST', 20),
  signalsPerSecond: countField('HOLDFAST_SIGNALS_PER_SECOND', 5),
  /** Bounds of a run's recovery and work (R5). */
  runAttempts: countField('HOLDFAST_RUN_ATTEMPTS', 6),
  providerRetries: countField('HOLDFAST_PROVIDER_RETRIES', 3, 0),
  answerBytes: countField('HOLDFAST_ANSWER_BYTES', 4_000_000),
  /** Budgets of one answer. The time that it may take is a timing; the bytes that it may write are above. */
  runSteps: countField('HOLDFAST_RUN_STEPS', 25),
  runTokens: countField('HOLDFAST_RUN_TOKENS', 400_000),
  runToolCalls: countField('HOLDFAST_RUN_TOOL_CALLS', 60),
  runCostUsd: dollarField('HOLDFAST_RUN_COST_USD', 1),
  /** What one user's answers, and all answers, may cost in a day (UTC), where prices are known. */
  userDayCostUsd: dollarField('HOLDFAST_USER_DAY_COST_USD', 5),
  dayCostUsd: dollarField('HOLDFAST_DAY_COST_USD', 50),
  /** JSON of one tool's result; what is longer is cut visibly. */
  toolResultBytes: countField('HOLDFAST_TOOL_RESULT_BYTES', 48_000),
  /** Trials of evals that one worker runs at a time. */
  evalTrials: countField('HOLDFAST_EVAL_TRIALS', 4),
  /** What an answer with the skill may cost on average, for its version to pass the gate. */
  gateCostUsd: dollarField('HOLDFAST_GATE_COST_USD', 0.5),
  /** Members of one group commit. */
  groupSize: countField('HOLDFAST_GROUP_SIZE', 64),
  databaseConnections: countField('HOLDFAST_DATABASE_CONNECTIONS', 12),
};
