import { createMCPClient } from '@ai-sdk/mcp';
import pg from 'pg';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { createToken, MCP_PATH } from '#lib/workbench/mcp/token.ts';
import { App, BENCH_SECRET } from '../app.ts';
import { CallTimes } from '../call-times.ts';
import { Child } from '../child.ts';
import { preciseNow } from '../clock.ts';
import type { Row, Scenario, World } from '../scenario.ts';
import { readSseLines } from '../sse-reader.ts';
import { format, median, percentile } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const CALLS = 20;
const TOOL = 'execute_sql';
const INPUT = { sql: 'select 1' };
const ways = ['one by one', 'at once'] as const;
type Way = (typeof ways)[number];

/** What a run with 20 tool calls costs beside the same calls with no log, and beside the calls alone. */
export const tools: Scenario = {
  name: 'tools',
  title: 'A run with 20 tool calls',
  goal:
    'The Workbench over MCP, `select 1`, one call per step or 20 in one step (Holdfast runs 8 side by side). A call is timed at a ' +
    'reader, from its whole input to its result; the floors are the same calls by AI SDK to SSE with nothing stored, and by its ' +
    'MCP client alone. Each round has a session and a sandbox of its own, made before. No goal: report only.',
  async run(world) {
    const databaseUrl = await world.createDatabase();
    const app = await App.start(world, { databaseUrl });
    const sse = await openSse(world, app);
    const viewer = await Viewer.open(await app.signIn());
    const figures = new Map<string, Figures>();
    try {
      for (let round = 0; round < (world.plan.quick ? 2 : 15); round++) {
        const sessionId = await openSession(viewer);
        const token = createToken(
          { sandboxId: sessionId, kind: 'session', expiresAt: Date.now() + 3_600_000 },
          BENCH_SECRET,
        );
        const direct = await openDirect(app, token);
        for (const way of ways) {
          add(figures, 'MCP client alone', way, await direct.measure(way));
          add(figures, 'AI SDK to SSE', way, await sse.measure(way, token));
          add(figures, 'Holdfast', way, await measureRun(viewer, sessionId, way));
        }
        await direct.close();
      }
      viewer.drop();
    } finally {
      await sse.close();
      await app.stop();
    }
    const all = [...figures.values()];
    return Promise.all(
      all.map(async (each) => toRow(each, figures, await readLog(databaseUrl, each.runIds))),
    );
  },
};

interface Measured {
  readonly perCall: readonly number[];
  readonly wholeMs: number;
  /** Of Holdfast. */
  readonly runId?: string;
  readonly beforeStart?: readonly number[];
}

interface Figures {
  readonly target: string;
  readonly way: Way;
  readonly perCall: number[];
  readonly beforeStart: number[];
  readonly whole: number[];
  readonly runIds: string[];
}

function add(
  figures: Map<string, Figures>,
  target: string,
  way: Way,
  { perCall, beforeStart = [], wholeMs, runId }: Measured,
): void {
  if (perCall.length !== CALLS)
    throw new Error(`cannot measure ${target}: ${perCall.length} calls have a result`);
  const key = `${target} ${way}`;
  const known = figures.get(key) ?? { target, way, perCall: [], beforeStart: [], whole: [], runIds: [] };
  known.perCall.push(...perCall);
  known.beforeStart.push(...beforeStart);
  known.whole.push(wholeMs);
  if (runId !== undefined) known.runIds.push(runId);
  figures.set(key, known);
}

function toRow(
  { target, way, perCall, beforeStart, whole }: Figures,
  all: ReadonlyMap<string, Figures>,
  log: Row,
): Row {
  const floor = all.get(`AI SDK to SSE ${way}`);
  const isOurs = target === 'Holdfast' && floor !== undefined;
  return {
    target,
    calls: `${CALLS} ${way}`,
    'call median ms': format(median(perCall)),
    'call p95 ms': format(percentile(perCall, 0.95)),
    'run median ms': format(median(whole)),
    'run p95 ms': format(percentile(whole, 0.95)),
    ...(isOurs
      ? {
          'before its start, ms': format(median(beforeStart)),
          'call - SSE, ms': format(median(perCall) - median(floor.perCall)),
          'run - SSE, ms per call': format((median(whole) - median(floor.whole)) / CALLS),
          ...log,
        }
      : {}),
  };
}

/** A session that is there, so that it can be read from the start of its next run on. */
async function openSession(viewer: Viewer): Promise<string> {
  const { sessionId } = await viewer.ask('say 1 stamps at 50 per second');
  const ended = Promise.withResolvers<void>();
  viewer.onEvent = ({ type }) => type === 'run-end' && ended.resolve();
  const { catchUp } = await viewer.join(sessionId);
  if (catchUp.kind === 'snapshot' && catchUp.snapshot.runs.every((run) => run.status === 'ended'))
    return sessionId;
  await ended.promise;
  return sessionId;
}

async function measureRun(viewer: Viewer, sessionId: string, way: Way): Promise<Measured> {
  const times = new CallTimes();
  const ended = Promise.withResolvers<void>();
  viewer.onEvent = (event) => {
    if (event.type === 'run-chunk') for (const chunk of event.chunks) times.read(chunk);
    if (event.type === 'tool-start') times.start(event.toolCallId);
    if (event.type === 'run-end') ended.resolve();
  };
  const startedAt = preciseNow();
  const { runId } = await viewer.ask(toPrompt(way), sessionId);
  await ended.promise;
  const { perCall, beforeStart } = times;
  return { perCall, beforeStart, wholeMs: preciseNow() - startedAt, runId };
}

function toPrompt(way: Way): string {
  return `call ${TOOL} with ${JSON.stringify(INPUT)} ${CALLS} times ${way}`;
}

/** The first call of all makes the sandbox, and is not measured. */
async function openDirect(app: App, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const url = `${app.origin}${MCP_PATH}`;
  const client = await createMCPClient({ transport: { type: 'http', url, headers } });
  const call = async (): Promise<number> => {
    const startedAt = preciseNow();
    await client.callTool({ name: TOOL, arguments: INPUT });
    return preciseNow() - startedAt;
  };
  await call();
  return {
    async measure(way: Way): Promise<Measured> {
      const startedAt = preciseNow();
      const perCall: number[] = [];
      if (way === 'at once') perCall.push(...(await Promise.all(Array.from({ length: CALLS }, call))));
      else while (perCall.length < CALLS) perCall.push(await call());
      return { perCall, wholeMs: preciseNow() - startedAt };
    },
    close: () => client.close(),
  };
}

async function openSse(world: World, app: App) {
  const env = { OPENAI_BASE_URL: `${world.modelUrl}/v1`, MCP_URL: `${app.origin}${MCP_PATH}` };
  const child = await Child.start('bench/targets/tools-sse-server.ts', env, world.plan.nodeArgs);
  return {
    async measure(way: Way, token: string): Promise<Measured> {
      const times = new CallTimes();
      const startedAt = preciseNow();
      const url = `http://127.0.0.1:${child.port}/${encodeURIComponent(toPrompt(way))}`;
      await readSseLines(url, { headers: { authorization: `Bearer ${token}` } }, (line) => {
        // Cast: AI SDK's chunks, of which ours are a part.
        if (line.startsWith('data: {')) times.read(JSON.parse(line.slice(6)) as Chunk);
      });
      return { perCall: times.perCall, wholeMs: preciseNow() - startedAt };
    },
    close: () => child.stop(),
  };
}

/** What these runs have in the log, and their messages when they have ended, all over their number of calls. */
async function readLog(databaseUrl: string, runIds: readonly string[]): Promise<Row> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ rows: number; bytes: number; message: number }>(
    `SELECT
    (SELECT count(*) FROM event WHERE run_id = ANY($1))::float8 AS rows,
    (SELECT sum(pg_column_size(event)) FROM event WHERE run_id = ANY($1))::float8 AS bytes,
    (SELECT sum(pg_column_size(message)) FROM message WHERE run_id = ANY($1))::float8 AS message`,
    [runIds],
  );
  await client.end();
  const perCall = (sum = 0) => format(sum / (runIds.length * CALLS));
  const [log] = rows;
  return {
    'log rows per call': perCall(log?.rows),
    'log bytes per call': perCall(log?.bytes),
    'message bytes per call': perCall(log?.message),
  };
}
