import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openToolSources } from '#lib/agent/mcp/open-tool-sources.ts';
import { createModelRegistry } from '#lib/agent/models/registry.ts';
import { toModelConfig } from '#lib/agent/models/to-model-config.ts';
import { Worker } from '#lib/agent/worker.ts';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { loadConfig } from '#lib/config/env.ts';
import { createLogger } from '#lib/config/logger.ts';
import { isPassingFault as isPassing } from '#lib/db/database-fault.ts';
import { McpRows } from '#lib/db/mcp-rows.ts';
import { openLog } from '#lib/session/open-log.ts';
import { readToolCalls } from '#lib/session/tool-calls.ts';
import { openSkills } from '#lib/skills/open-skills.ts';
import { openWorkbench } from '#lib/workbench/open-workbench.ts';
import { describeSurroundings } from '#lib/evals/run/skill-surroundings.ts';
import { openEvals } from '../open-evals.ts';
import { openTrials } from '../open-trials.ts';
import { Freezer } from './freezer.ts';

const fast = {
  NODE_ENV: 'test',
  HOLDFAST_LEASE_MS: '1200',
  HOLDFAST_HEARTBEAT_MS: '200',
  HOLDFAST_CLAIM_POLL_MS: '100',
  HOLDFAST_PROVIDER_BACKOFF_MS: '10',
  HOLDFAST_PROVIDER_RETRIES: '1',
};

export type EvalNode = Awaited<ReturnType<typeof startEvalNode>>;

/** A node as `server.ts` wires it, without pages and sockets: one database, real sandboxes, tools and models by HTTP. */
export async function startEvalNode(options: {
  url: string;
  demoUrl: string;
  env?: Record<string, string>;
  /** Drives evals, beside writing answers. */
  drives?: boolean;
}) {
  const config = loadConfig({ ...fast, ...options.env }, () => 'evals-of-a-test'.repeat(3));
  const node = createId();
  const logger = createLogger({ level: 'silent', format: 'json', secrets: [] });
  const { url } = options;
  const base = { node, config, logger, clock, url };
  const open = await openLog(base);
  const { db, log } = open;
  const models = createModelRegistry(toModelConfig(config.models, options.demoUrl));
  const trials = openTrials({ db, logger });
  const workbench = openWorkbench({
    ...base,
    ...trials,
    db,
    readToolCalls: readToolCalls.bind(undefined, db),
  });
  if (!workbench) throw new Error('the Workbench is off');
  const server = createServer(
    (request, response) => void workbench.endpoint.handleRequest(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Cast: a server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const tools = openToolSources({
    ...base,
    store: new McpRows({ db, secret: config.secret }),
    workbench: workbench.toToolServer(port),
  });
  const skills = trials.toSkills(await openSkills({ db, config, logger, describeSurroundings }));
  const worker = new Worker({ ...base, open, models, toolSources: tools.sources, skills, isPassing });
  await worker.start();
  const freezer = new Freezer();
  const evals = openEvals({
    ...base,
    ...trials,
    db: freezer.wrap(db),
    log: freezer.wrap(log),
    models,
    workbench,
    isPassing,
  });
  if (options.drives !== false) evals.start();
  return {
    ...evals,
    open,
    sandboxes: workbench.sandboxes,
    /** As a kill -9 leaves it: nothing more is written, nothing is given back, and others see that it is gone. */
    async kill() {
      freezer.freeze();
      await open.presence.stop();
    },
    async stop() {
      if (!freezer.isFrozen) await evals.drain();
      await worker.drain();
      await tools.close();
      const rows = await db.sandbox.findMany({ select: { id: true } });
      if (options.drives !== false) for (const { id } of rows) await workbench.sandboxes.drop(id);
      await workbench.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await open.close();
    },
  };
}
