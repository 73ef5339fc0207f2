import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { loadConfig } from '#lib/config/env.ts';
import { createLogger } from '#lib/config/logger.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { decideClaim } from '#lib/session/decide/decide-run.ts';
import { decideSend } from '#lib/session/decide/decide-send.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import { openLog } from '#lib/session/open-log.ts';
import type { RunWriter } from '#lib/session/run-writer.ts';
import { SessionHub } from '#lib/session/session-hub.ts';
import { produce } from '../produce.ts';

/** The engine alone: real log, committer, hub and Socket.IO rooms; producers are timers, with no model and no logins. */
const config = loadConfig(process.env);
const logger = createLogger({ level: 'warn', format: 'plain', secrets: [] });
const url = process.env.DATABASE_URL ?? '';
const { log, wakeUps, presence } = await openLog({ url, node: createId(), config, logger, clock });
await presence.start();
const onError = (error: unknown) => logger.error({ error }, 'engine failed');
const httpServer = createServer();
const io = new Server(httpServer, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
});
const hub = new SessionHub({
  log,
  wakeUps,
  fanOut: { publish: (frame) => void io.to(frame.sessionId).emit('events', frame) },
  clock,
  maxBacklogBytes: config.limits.liveBufferBytes,
  pollMs: config.timings.wakeUpPollMs,
  onError,
});
hub.start();
const committer = new GroupCommitter({
  log,
  clock,
  maxMembers: config.limits.groupSize,
  giveUpMs: 8_000,
  isPassing: isPassingFault,
  onError,
});

const writers: RunWriter[] = [];
const actor = { kind: 'user' as const, id: 'bench' };
const context = { actor, defaultModel: 'none', maxQueueItems: 1, maxLiveRuns: 1_000_000 };

async function openRun(): Promise<void> {
  const sessionId = createId();
  const parts = [{ type: 'text' as const, text: 'go' }];
  const ids = { commandId: createId(), messageId: createId(), sessionId };
  await log.transact({ sessionId, userId: actor.id }, (control) =>
    decideSend(control, { type: 'send-message', ...ids, parts, create: true }, context),
  );
  const page = await log.read(sessionId, 0, 10);
  const runId = page?.events.find((event) => event.type === 'run-request')?.runId ?? '';
  const holder = { name: 'bench', lock: presence.lock };
  const claimed = await log.transact({ sessionId, runIds: [runId] }, (control) =>
    decideClaim(control, { runId, holder, leaseMs: 3_600_000, start: () => ({ strategy: 'first' }) }),
  );
  if (claimed.status !== 'ok' || claimed.reply.status !== 'claimed') throw new Error('cannot claim the run');
  const { runEpoch } = claimed.reply;
  const after = claimed.lastSeq;
  writers.push(
    committer.openRun({ sessionId, runId, runEpoch, after, actor: { kind: 'agent', id: 'bench' } }),
  );
}

io.on('connection', (socket: Socket) => {
  socket.on('watch', async (run: number, reply: () => void) => {
    const sessionId = writers[run]?.sessionId ?? '';
    const subscription = hub.subscribe(sessionId, actor.id, {
      backlogBytes: () => 0,
      onceDrained: (drained) => setImmediate(drained),
      send: (frame) => void socket.emit('events', frame),
      setLive: (live) => void (live ? socket.join(sessionId) : socket.leave(sessionId)),
      gone: () => undefined,
    });
    const page = await log.read(sessionId, 0, 0);
    subscription.goLive(page?.lastSeq ?? 0, page?.epoch ?? '');
    reply();
  });
});

type Order = { open: number } | { runs: number; perSecond: number; seconds: number };
process.on('message', async (order: Order) => {
  if ('open' in order) {
    while (writers.length < order.open) await openRun();
    process.send?.({ opened: writers.length });
    return;
  }
  produce(order, (run, token) => writers[run]?.push({ type: 'text-delta', id: 't', delta: token }));
});
httpServer.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (httpServer.address() as { port: number }).port }),
);
process.on('disconnect', () => process.exit());
