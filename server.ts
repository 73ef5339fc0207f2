import { once } from 'node:events';
import { openToolSources } from '#lib/agent/mcp/open-tool-sources.ts';
import { openModels } from '#lib/agent/models/open-models.ts';
import { Worker } from '#lib/agent/worker.ts';
import { printClaimLink } from '#lib/auth/admin/print-claim-link.ts';
import { openAuth } from '#lib/auth/open-auth.ts';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { appLogger } from '#lib/config/app-logger.ts';
import { config as readConfig } from '#lib/config/config.ts';
import { isPassingFault as isPassing } from '#lib/db/database-fault.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { McpRows } from '#lib/db/mcp-rows.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import { openDrafts } from '#lib/evals/run/draft/open-drafts.ts';
import { openEvals } from '#lib/evals/run/drive/open-evals.ts';
import { openTrials } from '#lib/evals/run/drive/open-trials.ts';
import { describeSurroundings } from '#lib/evals/run/skill-surroundings.ts';
import { readBuildId } from '#lib/ops/build-id.ts';
import { createHttpDoor } from '#lib/ops/http-door.ts';
import { createHttpServer } from '#lib/ops/http-server.ts';
import { catchTheRest } from '#lib/ops/last-resort.ts';
import { openOps } from '#lib/ops/open-ops.ts';
import { noPages, openPages } from '#lib/ops/pages.ts';
import { Shutdown } from '#lib/ops/shutdown.ts';
import { openLog } from '#lib/session/open-log.ts';
import { shareSession } from '#lib/session/shared-session.ts';
import { toAppError } from '#lib/session/to-app-error.ts';
import { readToolCalls } from '#lib/session/tool-calls.ts';
import { openSkills } from '#lib/skills/open-skills.ts';
import { Gateway } from '#lib/socket/gateway.ts';
import { openWorkbench } from '#lib/workbench/open-workbench.ts';

const config = readConfig();
const logger = appLogger();
const node = createId();
const { timings, role, port } = config;
const dev = config.environment === 'development';
const base = { node, config, logger, clock };

// The database, and the log that stands on it.
const postgres = await startDatabaseServer(config, logger);
const { url } = postgres;
await applyMigrations(url);
const open = await openLog({ ...base, url });
const { db, log, wakeUps, reads } = open;

const { models, offered, close: closeModels } = await openModels(config.models, createDemoModelServer);
shareSession({ reads, models: offered, defaultModel: models.defaultModel });
const logins = openAuth({ ...base, prisma: db, onLoginsChanged: (user) => wakeUps.publish('login', user) });

// The tools that answers may use: those of the Workbench, by HTTP like any client's, and of declared MCP servers.
const trials = openTrials({ ...base, db });
const calls = { readToolCalls: readToolCalls.bind(undefined, db) };
const workbench = openWorkbench({ ...base, ...trials, ...calls, db, url });
const { sources: toolSources, close: closeTools } = openToolSources({
  ...base,
  store: new McpRows({ db, secret: config.secret }),
  workbench: workbench?.toToolServer(port),
});

openDrafts({ db, logger, workbench });
const pages = role === 'worker' ? noPages : await openPages({ dev });

let state: 'starting' | 'open' | 'stopping' = 'starting';
const health = openOps({ ...base, ...open, models, node: () => (state === 'open' ? undefined : state) });
const httpServer = createHttpServer((request, response) => door(request, response));
const gateway = new Gateway({
  ...base,
  log,
  wakeUps,
  reads,
  logins,
  httpServer,
  build: dev ? 'development' : readBuildId(),
  models: { defaultModel: models.defaultModel, ids: new Set(offered.map((model) => model.id)) },
  toAppError: (error) => toAppError(error, logger),
  ...(dev ? { developmentUpgrade: pages.upgrade } : {}),
});
const door = createHttpDoor({
  ...base,
  handlers: [health, gateway, ...(workbench ? [workbench.endpoint] : [])],
  next: pages.handle,
});
const skills = trials.toSkills(await openSkills({ ...base, db, describeSurroundings }));
const worker = new Worker({ ...base, open, models, toolSources, skills, isPassing });
const evals = openEvals({ ...base, ...trials, db, log, models, workbench, isPassing });

const shutdown = new Shutdown({
  logger,
  exit: (code) => process.exit(code),
  steps: [
    { name: 'gateway', timeoutMs: 1_000, run: () => void ((state = 'stopping'), gateway.drain()) },
    { name: 'evals', timeoutMs: 5_000, run: () => evals.drain() },
    { name: 'worker', timeoutMs: timings.drainMs, run: () => worker.drain() },
    { name: 'sockets', timeoutMs: 2_000, run: () => gateway.stop() },
    { name: 'http', timeoutMs: 1_000, run: () => void httpServer.close().closeAllConnections() },
    { name: 'demo model', timeoutMs: 1_000, run: closeModels },
    { name: 'tools', timeoutMs: 2_000, run: closeTools },
    { name: 'workbench', timeoutMs: 2_000, run: () => workbench?.stop() },
    { name: 'log', timeoutMs: 5_000, run: () => open.close() },
    { name: 'postgres', timeoutMs: 15_000, run: () => postgres.stop() },
  ],
});
shutdown.listen(process);
catchTheRest(process, { logger, leave: () => void shutdown.begin('uncaught exception', 1) });

if (role !== 'worker') gateway.start();
void workbench?.start();
// Answers that go on after a restart reach for their tools at this very door.
await once(httpServer.listen(port), 'listening');
if (role !== 'web') await worker.start();
if (role !== 'web') evals.start();
state = 'open';
const address = config.publicUrl ?? `http://localhost:${port}`;
logger.info({ url: address }, 'ready');
if (role !== 'worker') await printClaimLink({ url: address, logger });
