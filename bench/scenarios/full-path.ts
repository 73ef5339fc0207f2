import { App, findFreePort } from '../app.ts';
import { Child } from '../child.ts';
import { pause, preciseNow, readStamps } from '../clock.ts';
import type { Row, Scenario, World } from '../scenario.ts';
import { format, percentile } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const PER_SECOND = 50;
const WARM_UP_MS = 2_000;

interface Measured {
  latencies: number[];
  /** Tokens of the model, each counted once however many read it. */
  tokens: number;
  cpuSeconds: number;
}

/** G3 and G4: model provider over HTTP, AI SDK, log, two viewers; beside AI SDK to one reader with nothing stored. */
export const fullPath: Scenario = {
  name: 'full-path',
  title: 'The full path beside AI SDK to SSE with nothing stored (50 tokens/s per run)',
  goal: 'G3 at 50 runs: p50 ≤ 10 ms, p99 ≤ 60 ms, CPU per token ≤ 1.25 × SSE. G4: capacity at p99 ≤ 100 ms ≥ 0.9 × SSE.',
  async run(world) {
    const rows: Row[] = [];
    for (const runs of world.quick ? [10] : [10, 50, 100, 150]) {
      const seconds = world.quick ? 2 : 6;
      const sse = await measureSse(world, runs, seconds);
      const app = await measureApp(world, runs, seconds);
      rows.push(toRow('AI SDK to SSE, one reader', runs, seconds, sse), {
        ...toRow('Holdfast, two viewers', runs, seconds, app),
        'CPU per token / SSE': format(app.cpuSeconds / app.tokens / (sse.cpuSeconds / sse.tokens)),
      });
    }
    return rows;
  },
};

function toRow(target: string, runs: number, seconds: number, { latencies, tokens, cpuSeconds }: Measured): Row {
  return {
    target,
    runs,
    'p50 ms': format(percentile(latencies, 0.5)),
    'p99 ms': format(percentile(latencies, 0.99)),
    'tokens/s': format(tokens / seconds),
    'server CPU %': format((cpuSeconds / seconds) * 100),
    'CPU µs per token': format((cpuSeconds / tokens) * 1e6),
  };
}

const prompt = (seconds: number) =>
  `say ${(seconds + 6) * PER_SECOND} stamps at ${PER_SECOND} per second`;

async function measureSse(world: World, runs: number, seconds: number): Promise<Measured> {
  const child = await Child.start('bench/targets/sse-server.ts', { OPENAI_BASE_URL: `${world.modelUrl}/v1` });
  const abort = new AbortController();
  const latencies: number[] = [];
  let measuring = false;
  let tokens = 0;
  try {
    const url = `http://127.0.0.1:${child.port}/${encodeURIComponent(prompt(seconds))}`;
    for (let run = 0; run < runs; run++) {
      void readSse(url, abort.signal, (delta) => {
        if (measuring) tokens += readStamps(delta, preciseNow(), latencies);
      });
    }
    await pause(WARM_UP_MS);
    const before = child.cpuSeconds();
    measuring = true;
    await pause(seconds * 1_000);
    measuring = false;
    return { latencies, tokens, cpuSeconds: child.cpuSeconds() - before };
  } finally {
    abort.abort();
    await child.stop();
  }
}

async function readSse(url: string, signal: AbortSignal, onDelta: (delta: string) => void): Promise<void> {
  try {
    const response = await fetch(url, { signal });
    let rest = '';
    for await (const bytes of response.body ?? []) {
      const lines = (rest + Buffer.from(bytes).toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const delta = /"type":"text-delta".*"delta":"([^"]*)"/.exec(line)?.[1];
        if (delta !== undefined) onDelta(delta);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function measureApp(world: World, runs: number, seconds: number): Promise<Measured> {
  const databaseUrl = await world.createDatabase();
  const app = new App({ port: await findFreePort(), databaseUrl, modelUrl: world.modelUrl });
  await app.start();
  try {
    const cookie = await app.signIn();
    const open = () => new Viewer(app.origin, { cookie, origin: app.origin }).connected();
    const asker = await open();
    const viewers = await Promise.all(Array.from({ length: runs * 2 }, open));
    for (let run = 0; run < runs; run++) {
      const { sessionId } = await asker.ask(prompt(seconds + runs / 50));
      await Promise.all([viewers[run * 2]?.join(sessionId), viewers[run * 2 + 1]?.join(sessionId)]);
    }
    await pause(WARM_UP_MS);
    const before = app.cpuSeconds();
    for (const viewer of viewers) viewer.measuring = true;
    await pause(seconds * 1_000);
    for (const viewer of viewers) viewer.measuring = false;
    const cpuSeconds = app.cpuSeconds() - before;
    for (const viewer of [asker, ...viewers]) viewer.close();
    const latencies = viewers.flatMap((viewer) => viewer.latencies);
    const tokens = viewers.reduce((sum, viewer) => sum + viewer.tokens, 0) / 2;
    return { latencies, tokens, cpuSeconds };
  } finally {
    await app.stop();
  }
}
