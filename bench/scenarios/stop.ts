import { App } from '../app.ts';
import { pause, preciseNow } from '../clock.ts';
import type { Row, Scenario } from '../scenario.ts';
import { format, median, percentile, worst } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const STREAMING = 'say 100000 stamps at 50 per second';
const SILENT = 'say 5 stamps at 50 per second then wait';

/** G8: how long an answer goes on after somebody pressed Stop. */
export const stop: Scenario = {
  name: 'stop',
  title: 'Stop, until the last token anybody sees and until everybody knows',
  goal:
    'Each answer is written by node A and read on A and on B. G8: stopped on A: median ≤ 25 ms to the last token; stopped ' +
    'on B: p95 ≤ 250 ms while it streams, ≤ 1.5 s to its end while the model is silent.',
  async run(world) {
    const databaseUrl = await world.createDatabase();
    const a = await App.start(world, { databaseUrl });
    // Second, and asked for nothing: A has every run.
    const b = await App.start(world, { databaseUrl });
    const count = world.plan.quick ? 5 : 40;
    try {
      const door = await a.signIn();
      const [onA, onB] = await Promise.all([Viewer.open(door), Viewer.open(b.sameGuest(door))]);
      return [
        await measure('streaming, stopped on A', STREAMING, onA, [onA, onB], count),
        await measure('streaming, stopped on B', STREAMING, onB, [onA, onB], count),
        await measure('silent, stopped on B', SILENT, onB, [onA, onB], count),
      ];
    } finally {
      await Promise.all([a.kill(), b.kill()]);
    }
  },
};

async function measure(
  what: string,
  prompt: string,
  stopper: Viewer,
  [onA, onB]: readonly [Viewer, Viewer],
  count: number,
): Promise<Row> {
  const toLastToken: number[] = [];
  const toEnd: number[] = [];
  for (let n = 0; n < count; n++) {
    const { sessionId, runId } = await onA.ask(prompt);
    const viewers = [onA, onB];
    await Promise.all(viewers.map((viewer) => viewer.join(sessionId)));
    // Any moment between two heartbeats is as likely.
    await pause(200 + Math.random() * 1_000);
    const ended = Promise.all(viewers.map(untilEnd));
    const stoppedAt = preciseNow();
    await stopper.command({ type: 'cancel-run', sessionId, runId });
    toEnd.push(Math.max(...(await ended)) - stoppedAt);
    toLastToken.push(Math.max(0, ...viewers.map((viewer) => viewer.lastTokenAt - stoppedAt)));
  }
  const share = (sample: readonly number[], name: string): Row => ({
    [`${name}, median ms`]: format(median(sample)),
    [`${name}, p95 ms`]: format(percentile(sample, 0.95)),
    [`${name}, worst ms`]: format(worst(sample)),
  });
  return { what, stops: count, ...share(toLastToken, 'last token'), ...share(toEnd, 'end') };
}

function untilEnd(viewer: Viewer): Promise<number> {
  return new Promise((resolve) => {
    viewer.onEvent = (event) => {
      if (event.type === 'run-end') resolve(preciseNow());
    };
  });
}
