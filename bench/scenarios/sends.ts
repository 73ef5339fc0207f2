import { createId } from '#lib/base/ids.ts';
import { App } from '../app.ts';
import { pause, preciseNow } from '../clock.ts';
import type { Row, Scenario } from '../scenario.ts';
import { format, median, percentile, worst } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const PER_SECOND = 200;
const USERS = 20;
const BUSY_SESSIONS = 100;
/** The start of so many answers and titles at once is over, and the code compiled, before anything is timed. */
const SETTLE_MS = 4_000;
/** Each starts a session, a run, an answer and a title, so this many a second is a question of the processor. */
const STARTS_PER_SECOND = [25, 50, 100];

/** G12: messages of people, acknowledged when they are committed. */
export const sends: Scenario = {
  name: 'sends',
  title: 'Sends at a fixed rate, from the send to its durable ack',
  goal:
    `By ${USERS} users: into the queues of ${BUSY_SESSIONS} busy sessions, then each into a new session where it starts ` +
    `an answer. G12: ${PER_SECOND} per second, p95 ≤ 100 ms.`,
  async run(world) {
    const env = { HOLDFAST_QUEUE_LENGTH: '1000' };
    const app = await App.start(world, { databaseUrl: await world.createDatabase(), env });
    const seconds = world.plan.quick ? 2 : 10;
    try {
      const sockets = await Promise.all(
        Array.from({ length: USERS }, async () => Viewer.open(await app.signIn())),
      );
      const busy = await openBusySessions(sockets);
      const rows = [
        await measure('waits in a queue', PER_SECOND, sockets, seconds, (n) => ({
          sessionId: busy[n % busy.length],
          whenBusy: 'queue',
        })),
      ];
      for (const perSecond of STARTS_PER_SECOND) {
        const place = () => ({ sessionId: createId(), create: true });
        rows.push(await measure('starts an answer', perSecond, sockets, seconds, place));
      }
      return rows;
    } finally {
      await app.kill();
    }
  },
};

async function openBusySessions(sockets: readonly Viewer[]): Promise<string[]> {
  const asked = Array.from({ length: BUSY_SESSIONS }, (_, n) =>
    sockets[n % USERS]?.ask('say 1 stamps at 50 per second then wait'),
  );
  const sessionIds = (await Promise.all(asked)).flatMap((run) => run?.sessionId ?? []);
  await pause(SETTLE_MS);
  return sessionIds;
}

/** Sends at fixed times, whether or not earlier ones were answered. */
async function measure(
  what: string,
  perSecond: number,
  sockets: readonly Viewer[],
  seconds: number,
  toPlace: (n: number) => object,
): Promise<Row> {
  const waits: number[] = [];
  let failed = 0;
  const startedAt = preciseNow();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < seconds * perSecond; n++) {
    await pause(Math.max(0, startedAt + (n / perSecond) * 1_000 - preciseNow()));
    const socket = sockets[n % sockets.length];
    if (socket) sent.push(send(socket, toPlace(n)));
  }
  await Promise.all(sent);
  return {
    what,
    'per second': perSecond,
    sends: waits.length,
    failed,
    'median ms': format(median(waits)),
    'p95 ms': format(percentile(waits, 0.95)),
    'worst ms': format(worst(waits)),
  };

  async function send(socket: Viewer, place: object): Promise<void> {
    const sentAt = preciseNow();
    const parts = [{ type: 'text', text: 'say 3 words at 50 per second' }];
    try {
      // Cast: places are of sessions that exist, or are to be created.
      await socket.command({
        type: 'send-message',
        messageId: createId(),
        parts,
        ...(place as { sessionId: string }),
      });
      waits.push(preciseNow() - sentAt);
    } catch {
      failed += 1;
    }
  }
}
