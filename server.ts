import { once } from 'node:events';
import { toModelChoice } from '#lib/agent/models/to-model-choice.ts';
import { hasProvider, toModelConfig } from '#lib/agent/models/to-model-config.ts';
import { openToolSources } from '#lib/agent/mcp/open-tool-sources.ts';
import { createModelRegistry } from '#lib/agent/models/registry.ts';
import { Worker } from '#lib/agent/worker.ts';
import { openAuth } from '#lib/auth/open-auth.ts';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { appLogger } from '#lib/config/app-logger.ts';
import { config as readConfig } from '#lib/config/config.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { McpRows } from '#lib/db/mcp-rows.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import { openDrafts } from '#lib/evals/run/draft/open-drafts.ts';
import { describeSurroundings } from '#lib/evals/run/skill-surroundings.ts';
import { readBuildId } from '#lib/ops/build-id.ts';
import { createDatabaseChecks } from '#lib/ops/database-checks.ts';
import { Health } from '#lib/ops/health.ts';
import { createHttpDoor } from '#lib/ops/http-door.ts';
import { createHttpServer } from '#lib/ops/http-server.ts';
import { catchTheRest } from '#lib/ops/last-resort.ts';
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

// The models; with no key set, the demo model.
const demo = hasProvider(config.models)
  ? undefined
  : createDemoModelServer({ faults: config.models.demoFaults === 'on' });
const demoAddress = await demo?.start({ port: config.models.demoModelPort });
const models = createModelRegistry(toModelConfig(config.models, demoAddress?.url));
const offered = models.listModels().map(toModelChoice);
shareSession({ reads, models: offered, defaultModel: models.defaultModel });
const logins = openAuth({ ...base, prisma: db, onLoginsChanged: (user) => wakeUps.publish('login', user) });

// The tools that answers may use: those of the Workbench, by HTTP like any client's, and of declared MCP servers.
const workbench = openWorkbench({ ...base, db, url, readToolCalls: readToolCalls.bind(undefined, db) });
const { sources: toolSources, close: closeTools } = openToolSources({
  ...base,
  store: new McpRows({ db, secret: config.secret }),
  workbench: workbench?.toToolServer(port),
});

openDrafts({ db, logger, workbench });
const pages = role === 'worker' ? noPages : await openPages({ dev });

let state: 'starting' | 'open' | 'stopping' = 'starting';
const health = new Health({
  ...base,
  checks: { ...createDatabaseChecks(db), node: () => (state === 'open' ? undefined : state) },
  timeoutMs: 2_000,
});
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
const skills = await openSkills({ ...base, db, describeSurroundings });
const worker = new Worker({ ...base, open, models, toolSources, skills, isPassing: isPassingFault });

const shutdown = new Shutdown({
  logger,
  exit: (code) => process.exit(code),
  steps: [
    { name: 'gateway', timeoutMs: 1_000, run: () => void ((state = 'stopping'), gateway.drain()) },
    { name: 'worker', timeoutMs: timings.drainMs, run: () => worker.drain() },
    { name: 'sockets', timeoutMs: 2_000, run: () => gateway.stop() },
    { name: 'http', timeoutMs: 1_000, run: () => void httpServer.close().closeAllConnections() },
    { name: 'demo model', timeoutMs: 1_000, run: () => demo?.stop() },
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
state = 'open';
logger.info({ url: config.publicUrl ?? `http://localhost:${port}` }, 'ready');
