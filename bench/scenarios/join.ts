import { App } from '../app.ts';
import { preciseNow } from '../clock.ts';
import type { Row, Scenario } from '../scenario.ts';
import { seedHistory } from '../seed-history.ts';
import { format, median, percentile } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

/** G6: opening a long session costs what is shown of it. */
export const join: Scenario = {
  name: 'join',
  title: 'A fresh join of a long session',
  goal:
    'From the join to its answer with the newest page, on an open connection; answers of 500 tokens, compacted. ' +
    'G6: ≤ 25 / 25 / 50 ms at 2,000 / 50,000 / 500,000 tokens.',
  async run(world) {
    const rows: Row[] = [];
    const databaseUrl = await world.createDatabase();
    const app = await App.start(world, { databaseUrl });
    try {
      const viewer = await Viewer.open(await app.signIn());
      const { userId } = await viewer.hello;
      const sizes = [0, 2_000, 50_000, 500_000];
      const sessionIds = await Promise.all(sizes.map((tokens) => seedHistory(databaseUrl, userId, tokens)));
      for (const [index, tokens] of sizes.entries()) {
        rows.push({
          tokens,
          ...(await measure(viewer, sessionIds[index] ?? '', world.plan.quick ? 10 : 100)),
        });
      }
      viewer.drop();
    } finally {
      await app.kill();
    }
    return rows;
  },
};

async function measure(viewer: Viewer, sessionId: string, times: number): Promise<Row> {
  const { catchUp } = await viewer.join(sessionId);
  const messages = catchUp.kind === 'snapshot' ? catchUp.snapshot.messages.length : Number.NaN;
  const joins: number[] = [];
  for (let n = 0; n < times; n++) {
    const startedAt = preciseNow();
    await viewer.join(sessionId);
    joins.push(preciseNow() - startedAt);
  }
  return {
    'messages shown': messages,
    'kB sent': format(JSON.stringify(catchUp).length / 1_000),
    joins: joins.length,
    'median ms': format(median(joins)),
    'p95 ms': format(percentile(joins, 0.95)),
  };
}
