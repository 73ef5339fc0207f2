import { App } from '../app.ts';
import { pause } from '../clock.ts';
import type { Row, Scenario } from '../scenario.ts';
import { format, median, percentile, worst } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const VIEWERS_PER_RUN = 2;
const DOWN_MS = 1_000;
const PROMPT = 'say 100000 stamps at 50 per second';

/** G5: a viewer's network is gone for a second in the middle of an answer. */
export const drop: Scenario = {
  name: 'drop',
  title: 'Back from a drop of one second, mid-answer',
  goal:
    'From the handshake of the new connection to having all that was missed. G5: median ≤ 15 ms; worst ≤ 40 ms at 5 runs, ' +
    '≤ 250 ms under 50; no token lost, shown twice or sent again.',
  async run(world) {
    const rows: Row[] = [];
    const app = await App.start(world, { databaseUrl: await world.createDatabase() });
    try {
      const { quick, drops } = world.plan;
      for (const runs of world.plan.runs ?? [5, 50]) {
        const count = drops ?? (quick ? 4 * runs : 300 + 20 * runs);
        rows.push(await measure(app, runs, count));
      }
    } finally {
      await app.kill();
    }
    return rows;
  },
};

async function measure(app: App, runs: number, drops: number): Promise<Row> {
  const door = await app.signIn();
  const asker = await Viewer.open(door);
  const asked = await Promise.all(Array.from({ length: runs }, () => asker.ask(PROMPT)));
  const viewers = await Viewer.openMany(runs * VIEWERS_PER_RUN, door);
  await Promise.all(viewers.map((viewer, index) => viewer.join(asked[index % runs]?.sessionId ?? '')));
  await pause(1_000);

  const catchUps: number[] = [];
  let left = drops;
  await Promise.all(
    viewers.map(async (viewer) => {
      for (; left > 0; await pause(500 + Math.random() * 1_000)) {
        left -= 1;
        viewer.drop();
        await pause(DOWN_MS);
        const { letInAt, caughtUpAt } = await viewer.comeBack();
        catchUps.push(caughtUpAt - letInAt);
      }
    }),
  );
  await Promise.all(asked.map((run) => asker.command({ type: 'cancel-run', ...run })));
  await pause(1_000);
  for (const viewer of [asker, ...viewers]) viewer.drop();

  const sum = (value: (viewer: Viewer) => number) =>
    viewers.reduce((total, viewer) => total + value(viewer), 0);
  const ends = asked.map((_, run) => Math.max(...ofRun(viewers, run, runs).map(({ stamps }) => stamps.last)));
  const missingEnds = sum((viewer) => (ends[viewers.indexOf(viewer) % runs] ?? 0) - viewer.stamps.last);
  return {
    runs,
    drops: catchUps.length,
    'median ms': format(median(catchUps)),
    'p99 ms': format(percentile(catchUps, 0.99)),
    'worst ms': format(worst(catchUps)),
    lost: sum(({ stamps }) => stamps.lost + stamps.unreadable) + missingEnds,
    'shown twice': sum(({ stamps }) => stamps.repeated),
    'sent again': sum((viewer) => viewer.sentAgain),
  };
}

const ofRun = (viewers: readonly Viewer[], run: number, runs: number): Viewer[] =>
  viewers.filter((_, index) => index % runs === run);
