import { once } from 'node:events';
import { Child } from '../child.ts';
import { pause } from '../clock.ts';
import { interleave, measureWindow, type Summary, type Window } from '../rounds.ts';
import type { Row, Scenario, World } from '../scenario.ts';
import { StampReader } from '../stamps.ts';
import { format } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const PER_SECOND = 50;
const VIEWERS_PER_RUN = 2;
const WARM_UP_MS = 1_000;

/** G1 and G2: what the log adds to bare Socket.IO, with producers in the process and no model SDK. */
export const engine: Scenario = {
  name: 'engine',
  title: 'The log beside bare Socket.IO',
  goal:
    'Tokens made by timers in the server, 50 per second and run, two viewers each. ' +
    'G1: p50 ≤ floor + 1 ms, p99 ≤ 3 × floor and ≤ 15 ms at 10-100 runs. ' +
    'G2: p99 ≤ 100 ms at 400 runs, CPU per delivery ≤ 2 × floor at 100 runs, ≤ 1.1 × at saturation.',
  async run(world) {
    const rows: Row[] = [];
    const { quick } = world.plan;
    for (const runs of world.plan.runs ?? (quick ? [10] : [10, 50, 100, 200, 300, 400])) {
      const targets = [await open(world, 'floor', runs), await open(world, 'engine', runs)];
      try {
        const seconds = quick ? 1 : 3;
        const measures = targets.map((target) => () => target.measure(seconds));
        const [floor, log] = await interleave(quick ? 1 : 3, measures);
        if (floor) rows.push(toRow('bare Socket.IO', runs, floor));
        if (floor && log) rows.push({ ...toRow('log', runs, log), ...toRatios(log, floor) });
      } finally {
        for (const target of targets) await target.close();
      }
    }
    return rows;
  },
};

function toRow(target: string, runs: number, summary: Summary): Row {
  return {
    target,
    runs,
    'p50 ms': format(summary.p50),
    'p99 ms': format(summary.p99),
    'deliveries/s': format(summary.deliveriesPerSecond),
    'server CPU %': format(summary.serverCpu * 100),
    'Postgres CPU %': format(summary.postgresCpu * 100),
  };
}

function toRatios(log: Summary, floor: Summary): Row {
  const perDelivery = ({ serverCpu, deliveriesPerSecond }: Summary) => serverCpu / deliveriesPerSecond;
  return {
    'p50 - floor': format(log.p50 - floor.p50),
    'CPU per delivery / floor': format(perDelivery(log) / perDelivery(floor)),
  };
}

async function open(world: World, target: 'floor' | 'engine', runs: number) {
  const env: Record<string, string> = { NODE_ENV: 'development' };
  if (target === 'engine') env.DATABASE_URL = await world.createDatabase();
  const child = await Child.start(`bench/targets/${target}-server.ts`, env, world.plan.nodeArgs);
  if (target === 'engine') {
    child.send({ open: runs });
    await once(child.process, 'message');
  }
  const url = `http://127.0.0.1:${child.port}`;
  const viewers = await Viewer.openMany(runs * VIEWERS_PER_RUN, { url });
  await Promise.all(viewers.map((viewer, index) => viewer.watch(index % runs)));
  const cpu = { server: () => child.cpuSeconds(), postgres: () => world.postgresCpuSeconds() };
  return {
    async measure(seconds: number): Promise<Window> {
      const readers = viewers.map((viewer) => (viewer.stamps = new StampReader()));
      child.send({ runs, perSecond: PER_SECOND, seconds: seconds + WARM_UP_MS / 1_000 + 0.2 });
      await pause(WARM_UP_MS);
      const window = await measureWindow(readers, seconds, cpu);
      await pause(700);
      return window;
    },
    async close() {
      for (const viewer of viewers) viewer.drop();
      await child.stop();
    },
  };
}
