import { App } from '../app.ts';
import { Child } from '../child.ts';
import { pause, preciseNow } from '../clock.ts';
import { interleave, measureWindow, type Summary, type Window } from '../rounds.ts';
import type { Row, Scenario, World } from '../scenario.ts';
import { readSse } from '../sse-reader.ts';
import { StampReader } from '../stamps.ts';
import { format } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const PER_SECOND = 50;
const WARM_UP_MS = 2_000;
/** Longer than any window: what is left is cancelled. */
const PROMPT = `say ${60 * PER_SECOND} stamps at ${PER_SECOND} per second`;

/** G3 and G4: model provider over HTTP, AI SDK, log, two viewers; beside AI SDK to one reader with nothing stored. */
export const fullPath: Scenario = {
  name: 'full-path',
  title: 'The full path beside AI SDK to SSE with nothing stored',
  goal:
    'Tokens of a model provider over HTTP, 50 per second and run; two viewers of Holdfast, one reader of SSE. ' +
    'G3 at 50 runs: p50 ≤ 10 ms, p99 ≤ 60 ms, CPU per token ≤ 1.25 × SSE. G4: most runs with p99 ≤ 100 ms ≥ 0.9 × SSE.',
  async run(world) {
    const rows: Row[] = [];
    const sse = await openSse(world);
    const app = await openApp(world);
    try {
      const { quick } = world.plan;
      for (const runs of world.plan.runs ?? (quick ? [10] : [50, 100, 150])) {
        const seconds = quick ? 2 : 4;
        const measures = [sse, app].map((target) => () => target.measure(runs, seconds));
        const [plain, holdfast] = await interleave(quick ? 1 : 3, measures);
        if (!plain || !holdfast) continue;
        const ratio = cpuPerToken(holdfast, 2) / cpuPerToken(plain, 1);
        rows.push(toRow('AI SDK to SSE', runs, plain, 1));
        rows.push({ ...toRow('Holdfast', runs, holdfast, 2), 'CPU per token / SSE': format(ratio) });
      }
    } finally {
      await sse.close();
      await app.close();
    }
    return rows;
  },
};

function cpuPerToken({ serverCpu, deliveriesPerSecond }: Summary, readers: number): number {
  return serverCpu / (deliveriesPerSecond / readers);
}

function toRow(target: string, runs: number, summary: Summary, readers: number): Row {
  return {
    target,
    runs,
    'p50 ms': format(summary.p50),
    'p99 ms': format(summary.p99),
    'tokens/s': format(summary.deliveriesPerSecond / readers),
    'server CPU %': format(summary.serverCpu * 100),
    'Postgres CPU %': format(summary.postgresCpu * 100),
    'CPU µs per token': format(cpuPerToken(summary, readers) * 1e6),
  };
}

async function openSse(world: World) {
  const env = { OPENAI_BASE_URL: `${world.modelUrl}/v1` };
  const child = await Child.start('bench/targets/sse-server.ts', env, world.plan.nodeArgs);
  const cpu = { server: () => child.cpuSeconds(), postgres: () => world.postgresCpuSeconds() };
  return {
    async measure(runs: number, seconds: number): Promise<Window> {
      const abort = new AbortController();
      const url = `http://127.0.0.1:${child.port}/${encodeURIComponent(PROMPT)}`;
      const readers = Array.from({ length: runs }, () => new StampReader());
      for (const reader of readers) {
        void readSse(url, abort.signal, (delta) => reader.read(delta, preciseNow()));
      }
      await pause(WARM_UP_MS);
      const window = await measureWindow(readers, seconds, cpu);
      abort.abort();
      await pause(500);
      return window;
    },
    close: () => child.stop(),
  };
}

async function openApp(world: World) {
  const app = await App.start(world, { databaseUrl: await world.createDatabase() });
  const door = await app.signIn();
  const asker = await Viewer.open(door);
  const viewers: Viewer[] = [];
  const cpu = { server: () => app.cpuSeconds(), postgres: () => world.postgresCpuSeconds() };
  return {
    async measure(runs: number, seconds: number): Promise<Window> {
      viewers.push(...(await Viewer.openMany(runs * 2 - viewers.length, door)));
      const asked = await Promise.all(Array.from({ length: runs }, () => asker.ask(PROMPT)));
      await Promise.all(viewers.map((viewer, index) => viewer.join(asked[index % runs]?.sessionId ?? '')));
      await pause(WARM_UP_MS);
      const readers = viewers.map((viewer) => viewer.stamps);
      const window = await measureWindow(readers, seconds, cpu);
      await Promise.all(asked.map((run) => asker.command({ type: 'cancel-run', ...run })));
      await pause(500);
      return window;
    },
    async close() {
      for (const viewer of [asker, ...viewers]) viewer.drop();
      await app.stop();
    },
  };
}
