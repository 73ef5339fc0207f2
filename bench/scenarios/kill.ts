import { App } from '../app.ts';
import { pause, preciseNow } from '../clock.ts';
import type { Row, Scenario, World } from '../scenario.ts';
import { requireWhole } from '../stamps.ts';
import { format, median, percentile, worst } from '../statistics.ts';
import { type Door, Viewer } from '../viewer.ts';

const RUNS = 5;
const GIVE_UP_MS = 60_000;
const PROMPT = 'say 100000 stamps at 50 per second';

/** G7: the process that writes an answer dies, or stops, and the answer goes on. */
export const kill: Scenario = {
  name: 'kill',
  title: 'kill -9 of the worker, until its answers move again',
  goal:
    `${RUNS} answers each time, from the kill to new text at a viewer; no token lost or shown twice. G7: second node up: ` +
    'p95 ≤ 2 s; single node: ≤ 2 s after it is ready again; frozen by SIGSTOP: ≤ 10 s.',
  async run(world) {
    const times = world.plan.quick ? [1, 1, 1] : [6, 4, 2];
    return [
      toRow('killed, second node up', await repeat(times[0], () => loseWorker(world, (app) => app.kill()))),
      toRow('killed, single node, from ready', await repeat(times[1], () => restart(world))),
      toRow('frozen, second node up', await repeat(times[2], () => loseWorker(world, (app) => app.freeze()))),
    ];
  },
};

async function repeat(times = 1, measure: () => Promise<number[]>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push(...(await measure()));
  return all;
}

function toRow(what: string, waits: readonly number[]): Row {
  return {
    what,
    answers: waits.length,
    'median ms': format(median(waits)),
    'p95 ms': format(percentile(waits, 0.95)),
    'worst ms': format(worst(waits)),
  };
}

/** Answers are written by one node and read on the other, which takes them over. */
async function loseWorker(world: World, lose: (app: App) => void): Promise<number[]> {
  const databaseUrl = await world.createDatabase();
  const writing = await App.start(world, { databaseUrl });
  const door = await writing.signIn();
  const sessionIds = await ask(door);
  // Started later, so that all runs are the first one's.
  const reading = await App.start(world, { databaseUrl });
  try {
    const viewers = await watch(sessionIds, reading.sameGuest(door));
    const moved = viewers.map(untilItMovesAgain);
    const lostAt = preciseNow();
    lose(writing);
    return await collect(viewers, moved, lostAt);
  } finally {
    await Promise.all([writing.kill(), reading.kill()]);
  }
}

/** The only node is started again at once; viewers knock until it lets them in. */
async function restart(world: World): Promise<number[]> {
  const app = await App.start(world, { databaseUrl: await world.createDatabase() });
  try {
    const door = await app.signIn();
    const viewers = await watch(await ask(door), door);
    const moved = viewers.map(untilItMovesAgain);
    await app.kill();
    const back = viewers.map(knock);
    await app.start();
    const readyAt = preciseNow();
    await Promise.all(back);
    return await collect(viewers, moved, readyAt);
  } finally {
    await app.kill();
  }
}

async function ask(door: Door): Promise<string[]> {
  const asker = await Viewer.open(door);
  const asked = await Promise.all(Array.from({ length: RUNS }, () => asker.ask(PROMPT)));
  asker.drop();
  return asked.map(({ sessionId }) => sessionId);
}

async function watch(sessionIds: readonly string[], door: Door): Promise<Viewer[]> {
  const viewers = await Viewer.openMany(sessionIds.length, door);
  await Promise.all(viewers.map((viewer, index) => viewer.join(sessionIds[index] ?? '')));
  await pause(1_000);
  return viewers;
}

async function collect(
  viewers: readonly Viewer[],
  moved: readonly Promise<number>[],
  since: number,
): Promise<number[]> {
  const waits = (await Promise.all(moved)).map((at) => at - since);
  await pause(500);
  requireWhole(viewers.map((viewer) => viewer.stamps));
  for (const viewer of viewers) viewer.drop();
  return waits;
}

/** When a viewer has text of the next attempt. */
function untilItMovesAgain(viewer: Viewer): Promise<number> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('cannot measure: an answer does not go on')), GIVE_UP_MS).unref();
    let isNextAttempt = false;
    viewer.onEvent = (event) => {
      if (event.type === 'run-start') isNextAttempt = event.attempt > 1;
      if (event.type === 'run-chunk' && isNextAttempt) resolve(viewer.lastTokenAt);
    };
  });
}

async function knock(viewer: Viewer): Promise<void> {
  for (;;) {
    try {
      return void (await viewer.comeBack());
    } catch {
      await pause(50);
    }
  }
}
