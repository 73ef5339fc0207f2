import { createHmac } from 'node:crypto';
import type { Clock } from '#lib/base/clock.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { findSandbox } from '#lib/db/sandbox-rows.ts';
import { McpEndpoint } from './mcp/mcp-endpoint.ts';
import { createToken, MCP_PATH } from './mcp/token.ts';
import { Sandboxes } from './sandbox/sandboxes.ts';
import { sandboxLimits } from './sandbox/sandbox-limits.ts';
import { shareWorkbench } from './shared-workbench.ts';
import { toJournal, type LoggedCall } from './to-journal.ts';
import { workbenchTools } from './tools/workbench-tools.ts';

const HOUR_MS = 3_600_000;
/** What a worker's token for a session is good for: longer than a lease of its run, which opens its tools anew. */
const TOKEN_LIFE_MS = 24 * HOUR_MS;

export interface OpenWorkbench {
  readonly sandboxes: Sandboxes;
  readonly endpoint: McpEndpoint;
  /** Where the workers of this node find it as MCP clients, each with a token for one session's sandbox. */
  toToolServer(port: number): { url: string; createToken: (about: { sandboxId: string }) => string };
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The Workbench of this installation, or undefined where it is switched off. Pages find it on the shared bus. */
export function openWorkbench(dependencies: {
  config: Config;
  logger: Logger;
  clock: Clock;
  db: Database;
  /** A superuser of the app's server, where sandboxes are made when no other server is named. */
  url: string;
  /** What tools of these names were asked to do in a session. */
  readToolCalls: (sessionId: string, toolNames: readonly string[]) => Promise<readonly LoggedCall[]>;
  /** Statements that the session's sandbox begins with, where it is that of a trial. */
  readSeed?: (sessionId: string) => Promise<string | undefined>;
}): OpenWorkbench | undefined {
  const { config, logger, clock, db, url, readToolCalls, readSeed } = dependencies;
  if (config.workbench === 'off') return undefined;
  const toolNames = workbenchTools.map((tool) => tool.name);
  const { secret } = config;
  const appDatabase = decodeURIComponent(new URL(url).pathname.slice(1));
  const sandboxes = new Sandboxes({
    adminUrl: config.workbenchDatabaseUrl ?? url,
    exclusive: config.workbenchDatabaseUrl === undefined && config.databaseUrl === undefined,
    appDatabase,
    // A copy of the app with the same secret, on the same server, has sandboxes of its own.
    secret: createHmac('sha256', secret).update(`sandboxes of ${appDatabase}`).digest('hex'),
    clock,
    logger,
    limits: {
      ...sandboxLimits,
      idleMs: { ...sandboxLimits.idleMs, session: config.timings.sandboxIdleMs },
    },
    db,
    async readJournal(sessionId) {
      const seed = await readSeed?.(sessionId);
      const written = toJournal(await readToolCalls(sessionId, toolNames));
      return seed === undefined ? written : [{ kind: 'seed', sql: seed }, ...written];
    },
  });
  const { publicUrl, allowedOrigins } = config;
  const endpoint = new McpEndpoint({
    sandboxes,
    secret,
    hostRules: { publicUrl, allowedOrigins },
    logger,
    clock,
  });
  shareWorkbench({
    async describe(sessionId) {
      // One that was dropped because nobody used it is made again for a look; one that never was is not.
      const isKnown =
        (await findSandbox(db, sessionId)) !== undefined ||
        (await readToolCalls(sessionId, toolNames)).length > 0;
      return isKnown ? (await sandboxes.open(sessionId, 'session')).describe({ rows: true }) : null;
    },
  });
  return {
    sandboxes,
    endpoint,
    toToolServer: (port) => ({
      url: `http://127.0.0.1:${port}${MCP_PATH}`,
      createToken({ sandboxId }) {
        // The same one for an hour, so that connections can be kept by their token.
        const expiresAt = Math.ceil(clock.now() / HOUR_MS) * HOUR_MS + TOKEN_LIFE_MS;
        return createToken({ sandboxId, kind: 'session', expiresAt }, secret);
      },
    }),
    start: () => sandboxes.start(),
    stop: () => sandboxes.stop(),
  };
}
