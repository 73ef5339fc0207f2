import { once } from 'node:events';
import { Child } from '../child.ts';
import { pause } from '../clock.ts';
import type { Row, Scenario, World } from '../scenario.ts';
import { format, percentile } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const PER_SECOND = 50;
const VIEWERS_PER_RUN = 2;

/** G1 and G2: what the log adds to bare Socket.IO, with producers in the process and no model SDK. */
export const engine: Scenario = {
  name: 'engine',
  title: 'The log beside bare Socket.IO (50 tokens/s per run, two viewers each)',
  goal: 'G1: p50 ≤ floor + 1 ms, p99 ≤ 3 × floor and ≤ 15 ms at 10-100 runs. G2: p99 ≤ 100 ms at 400 runs.',
  async run(world) {
    const rows: Row[] = [];
    for (const runs of world.quick ? [10] : [10, 50, 100, 200, 300, 400]) {
      const floor = await measure(world, 'floor', runs);
      rows.push(floor.row);
      const log = await measure(world, 'engine', runs);
      rows.push({ ...log.row, 'CPU per delivery / floor': format(log.cpuPerDelivery / floor.cpuPerDelivery) });
    }
    return rows;
  },
};

async function measure(world: World, target: 'floor' | 'engine', runs: number) {
  const env: Record<string, string> = { NODE_ENV: 'development' };
  if (target === 'engine') env.DATABASE_URL = await world.createDatabase();
  const child = await Child.start(`bench/targets/${target}-server.ts`, env);
  try {
    if (target === 'engine') {
      child.send({ open: runs });
      await once(child.process, 'message');
    }
    const viewers = Array.from({ length: runs * VIEWERS_PER_RUN }, () => new Viewer(`http://127.0.0.1:${child.port}`));
    await Promise.all(viewers.map((viewer, index) => viewer.watch(index % runs)));
    const seconds = world.quick ? 2 : 6;
    child.send({ runs, perSecond: PER_SECOND, seconds: seconds + 2 });
    await pause(1_500);
    const before = { server: child.cpuSeconds(), postgres: world.postgresCpuSeconds() };
    for (const viewer of viewers) viewer.measuring = true;
    await pause(seconds * 1_000);
    for (const viewer of viewers) viewer.measuring = false;
    const cpu = child.cpuSeconds() - before.server;
    const postgresCpu = world.postgresCpuSeconds() - before.postgres;
    const latencies = viewers.flatMap((viewer) => viewer.latencies);
    const deliveries = viewers.reduce((sum, viewer) => sum + viewer.tokens, 0);
    for (const viewer of viewers) viewer.close();
    const row: Row = {
      target: target === 'floor' ? 'bare Socket.IO' : 'log',
      runs,
      'p50 ms': format(percentile(latencies, 0.5)),
      'p99 ms': format(percentile(latencies, 0.99)),
      'deliveries/s': format(deliveries / seconds),
      'server CPU %': format((cpu / seconds) * 100),
      'Postgres CPU %': target === 'floor' ? '-' : format((postgresCpu / seconds) * 100),
    };
    return { row, cpuPerDelivery: cpu / deliveries };
  } finally {
    await child.stop();
  }
}
